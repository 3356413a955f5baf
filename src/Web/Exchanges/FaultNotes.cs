using MockLlm.Engine.Faults;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Exchanges;

/// <summary>
/// Says outside what goes wrong with a request: in a header, in the meters and in the log. What a fault does to a completion or to a reply
/// is said once it is known whether it applies to that one.
/// </summary>
/// <param name="http">The request; its answer has not begun where a fault hits.</param>
/// <param name="reading">The request as it was read.</param>
/// <param name="edge">The meters and the log.</param>
internal sealed class FaultNotes(HttpContext http, RequestReading reading, Edge edge)
{
    private readonly List<string> _said = [];
    private readonly List<Fault> _onReply = [];
    private Fault? _onCompletion;

    /// <summary>Those that may go wrong with the handler's reply.</summary>
    public IReadOnlyList<Fault> OnReply => _onReply;

    private string Provider => reading.Target.Seat.Provider.Name;

    public void Begin(FaultHit hit)
    {
        _onCompletion = hit.OnCompletion;
        _onReply.AddRange(hit.OnReply);
        foreach (var fault in hit.Faults.Where(fault => fault != _onCompletion && !_onReply.Contains(fault)))
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

    /// <summary>Notes which of those on the reply go wrong with it; the others do not apply to it.</summary>
    public void Hit(IReadOnlyCollection<Fault> faults)
    {
        foreach (var fault in faults)
        {
            _onReply.Remove(fault);
            Say(fault);
        }

        NoneApplies();
    }

    /// <summary>Notes that those left on the reply do not apply to it.</summary>
    public void NoneApplies()
    {
        _onReply.ForEach(Pass);
        _onReply.Clear();
    }

    /// <summary>The reply is over: what did not apply until now never will.</summary>
    public void End()
    {
        NoneApplies();
        if (_onCompletion is { } fault)
        {
            Pass(fault);
        }
    }

    private void Pass(Fault fault)
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
