using MockLlm.Engine.Faults;
using MockLlm.Engine.Requests;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.FaultReporting;

/// <summary>
/// Reports the faults that hit a request: in a header, in the metrics and in the log. A fault on a completion or on a reply is reported only
/// when it is known whether it applies.
/// </summary>
internal sealed class FaultReport
{
    private readonly HttpContext _http;
    private readonly IdentifiedRequest _request;
    private readonly Meters _meters;
    private readonly ILogger _log;
    private readonly List<string> _reported = [];
    private readonly List<Fault> _onReply;
    private Fault? _onCompletion;

    /// <param name="http">The request as ASP.NET Core has it.</param>
    /// <param name="request">The request.</param>
    /// <param name="fired">The faults that hit it.</param>
    /// <param name="meters">Count the faults.</param>
    /// <param name="log">The log.</param>
    public FaultReport(HttpContext http, IdentifiedRequest request, FiredFaults fired, Meters meters, ILogger log)
    {
        (_http, _request, _meters, _log) = (http, request, meters, log);
        _onCompletion = fired.OnCompletion;
        _onReply = [.. fired.OnReply];
        foreach (var fault in fired.Faults.Except(_onReply).Where(fault => fault != _onCompletion))
        {
            Report(fault);
        }
    }

    /// <summary>The faults that may still change the handler's reply.</summary>
    public IReadOnlyList<Fault> OnReply => _onReply;

    private string Provider => _request.Identity.Instance;

    /// <summary>Reports the fault on completions if it has changed one.</summary>
    /// <param name="change">The change of completions, or null if there is none.</param>
    public void Look(CompletionChange? change)
    {
        if (_onCompletion is { } fault && change is { IsApplied: true })
        {
            _onCompletion = null;
            Report(fault);
        }
    }

    /// <summary>Reports the faults that change the reply. All others on the reply do not apply.</summary>
    public void Hit(IReadOnlyCollection<Fault> faults)
    {
        foreach (var fault in faults)
        {
            _onReply.Remove(fault);
            Report(fault);
        }

        EndOnReply();
    }

    /// <summary>Reports all remaining faults on the reply as not applicable.</summary>
    public void EndOnReply()
    {
        _onReply.ForEach(ReportNotApplicable);
        _onReply.Clear();
    }

    /// <summary>Ends the report when the reply is over. All remaining faults are reported as not applicable.</summary>
    public void End()
    {
        EndOnReply();
        if (_onCompletion is { } fault)
        {
            ReportNotApplicable(fault);
        }
    }

    private void ReportNotApplicable(Fault fault)
    {
        _meters.NotApplicable(Provider, fault.Kind.Name);
        _log.LogDebug("Fault {Fault} ({Kind}) does not apply to {Path} of provider {Provider}", fault.Label, fault.Kind.Name, _request.Head.Path, Provider);
    }

    private void Report(Fault fault)
    {
        _meters.Faulted(Provider, fault.Kind.Name);
        _log.LogDebug("Fault {Fault} ({Kind}) hits {Path} of provider {Provider}", fault.Label, fault.Kind.Name, _request.Head.Path, Provider);
        _reported.Add(fault.Label);
        if (_request.Snapshot.Reveal && !_http.Response.HasStarted)
        {
            _http.Response.Headers[RequestFault.HeaderName] = string.Join(", ", _reported);
        }
    }
}
