using MockLlm.Engine.Faults;
using MockLlm.Engine.Requests;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Faults;

/// <summary>
/// Tells what goes wrong with a request: in a header, in the metrics and in the log. A fault on a completion or on a reply is told only
/// when it is known whether it applies.
/// </summary>
internal sealed class FaultReport
{
    private readonly HttpContext _http;
    private readonly IdentifiedRequest _request;
    private readonly Meters _meters;
    private readonly ILogger _log;
    private readonly List<string> _told = [];
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
            Tell(fault);
        }
    }

    /// <summary>The faults that may still change the handler's reply.</summary>
    public IReadOnlyList<Fault> OnReply => _onReply;

    private string Provider => _request.Identity.Instance;

    /// <summary>Looks whether the completions of the reply were changed.</summary>
    /// <param name="change">What changes them, or null if nothing does.</param>
    public void Look(CompletionChange? change)
    {
        if (_onCompletion is { } fault && change is { IsApplied: true })
        {
            _onCompletion = null;
            Tell(fault);
        }
    }

    /// <summary>Notes which faults change the reply. The others on it do not apply.</summary>
    public void Hit(IReadOnlyCollection<Fault> faults)
    {
        foreach (var fault in faults)
        {
            _onReply.Remove(fault);
            Tell(fault);
        }

        EndOnReply();
    }

    /// <summary>Faults that did not apply to the reply until now never will.</summary>
    public void EndOnReply()
    {
        _onReply.ForEach(TellNotApplicable);
        _onReply.Clear();
    }

    /// <summary>The reply is over: faults that did not apply until now never will.</summary>
    public void End()
    {
        EndOnReply();
        if (_onCompletion is { } fault)
        {
            TellNotApplicable(fault);
        }
    }

    private void TellNotApplicable(Fault fault)
    {
        _meters.NotApplicable(Provider, fault.Kind.Name);
        _log.LogDebug("Fault {Fault} ({Kind}) does not apply to {Path} of provider {Provider}", fault.Label, fault.Kind.Name, _request.Head.Path, Provider);
    }

    private void Tell(Fault fault)
    {
        _meters.Faulted(Provider, fault.Kind.Name);
        _log.LogDebug("Fault {Fault} ({Kind}) hits {Path} of provider {Provider}", fault.Label, fault.Kind.Name, _request.Head.Path, Provider);
        _told.Add(fault.Label);
        if (_request.Snapshot.Reveal && !_http.Response.HasStarted)
        {
            _http.Response.Headers[RequestFault.HeaderName] = string.Join(", ", _told);
        }
    }
}
