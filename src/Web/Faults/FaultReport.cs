using MockLlm.Engine.Faults;
using MockLlm.Web.Hosting;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Faults;

/// <summary>
/// Says outside what goes wrong with a request: in a header, in the meters and in the log. What a fault does to a completion or a reply
/// is said once it is known whether it applies to that one.
/// </summary>
/// <param name="http">The request.</param>
/// <param name="reading">The request as it was read.</param>
/// <param name="edge">The meters and the log.</param>
internal sealed class FaultReport(HttpContext http, RequestReading reading, Edge edge)
{
    private readonly List<string> _said = [];
    private readonly List<Fault> _onReply = [];
    private Fault? _onCompletion;

    /// <summary>Those that may go wrong with the handler's reply.</summary>
    public IReadOnlyList<Fault> OnReply => _onReply;

    private string Provider => reading.Target.Seat.Provider.Name;

    public void Begin(FiredFaults hit)
    {
        _onCompletion = hit.OnCompletion;
        _onReply.AddRange(hit.OnReply);
        foreach (var fault in hit.Faults.Except(_onReply).Where(fault => fault != _onCompletion))
        {
            Say(fault);
        }
    }

    /// <summary>Looks whether the completions of the reply were changed.</summary>
    /// <param name="change">What changes them; null: there is none.</param>
    public void Look(CompletionChange? change)
    {
        if (_onCompletion is { } fault && change is { IsApplied: true })
        {
            _onCompletion = null;
            Say(fault);
        }
    }

    /// <summary>Notes which faults go wrong with the reply; the others on it do not apply.</summary>
    public void Hit(IReadOnlyCollection<Fault> faults)
    {
        foreach (var fault in faults)
        {
            _onReply.Remove(fault);
            Say(fault);
        }

        EndOnReply();
    }

    /// <summary>What did not apply to the reply until now never will.</summary>
    public void EndOnReply()
    {
        _onReply.ForEach(SayNotApplicable);
        _onReply.Clear();
    }

    /// <summary>The reply is over: what did not apply until now never will.</summary>
    public void End()
    {
        EndOnReply();
        if (_onCompletion is { } fault)
        {
            SayNotApplicable(fault);
        }
    }

    private void SayNotApplicable(Fault fault)
    {
        edge.Meters.NotApplicable(Provider, fault.Kind.Name);
        edge.Log.LogDebug("Fault {Fault} ({Kind}) does not apply to {Path} of provider {Provider}", fault.Label, fault.Kind.Name, reading.Head.Path, Provider);
    }

    private void Say(Fault fault)
    {
        edge.Meters.Faulted(Provider, fault.Kind.Name);
        edge.Log.LogDebug("Fault {Fault} ({Kind}) hits {Path} of provider {Provider}", fault.Label, fault.Kind.Name, reading.Head.Path, Provider);
        _said.Add(fault.Label);
        if (reading.Snapshot.Reveal && !http.Response.HasStarted)
        {
            http.Response.Headers[RequestFault.HeaderName] = string.Join(", ", _said);
        }
    }
}
