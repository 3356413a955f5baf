using MockLlm.Engine.Faults;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Exchanges;

/// <summary>
/// Says outside what goes wrong with a request: in a header, in the meters and in the log. What a fault does to a completion is said
/// once it is known whether there was one that it could apply to.
/// </summary>
/// <param name="http">The request.</param>
/// <param name="reading">The request as it was read.</param>
/// <param name="edge">The meters and the log.</param>
internal sealed class FaultNotes(HttpContext http, RequestReading reading, Edge edge)
{
    private readonly List<string> _said = [];
    private Fault? _pending;

    private string Provider => reading.Target.Seat.Provider.Name;

    public void Begin(FaultHit hit)
    {
        _pending = hit.OnCompletion;
        foreach (var fault in hit.Faults.Where(fault => fault != _pending))
        {
            Say(fault);
        }
    }

    /// <summary>Looks whether the completions of the reply were changed.</summary>
    /// <param name="change">What changes them; null: there is none.</param>
    public void Look(CompletionChange? change)
    {
        if (_pending is { } fault && change is { IsApplied: true })
        {
            _pending = null;
            Say(fault);
        }
    }

    /// <summary>The reply is over: what did not apply until now never will.</summary>
    public void End()
    {
        if (_pending is { } fault)
        {
            edge.Meters.NotApplicable(Provider, fault.Kind.Name);
            edge.Log.LogDebug("Fault {Fault} ({Kind}) does not apply to {Path} of provider {Provider}", fault.Label, fault.Kind.Name, reading.Head.Path, Provider);
        }
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
