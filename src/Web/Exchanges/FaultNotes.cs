using MockLlm.Engine.Faults;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Exchanges;

/// <summary>Says of the faults that fired on a request what became of them: in the metrics, in the log and in a header of the answer.</summary>
/// <param name="http">The request; its answer has not begun where a fault hits.</param>
/// <param name="hit">What fired.</param>
/// <param name="provider">Whose request it is.</param>
/// <param name="edge">The meters and the log.</param>
/// <param name="isRevealed">Whether the answer says so.</param>
internal sealed class FaultNotes(HttpContext http, FaultHit hit, string provider, Edge edge, bool isRevealed)
{
    private readonly List<Fault> _open = [.. hit.OnReply];

    /// <summary>Those that may go wrong with the handler's reply and have not yet.</summary>
    public IReadOnlyList<Fault> OnReply => _open;

    /// <summary>Notes all that need no reply to hit.</summary>
    public void HitAtOnce()
    {
        foreach (var fault in hit.Faults.Where(fault => !FaultHit.IsOnReply(fault)))
        {
            Say(fault);
        }
    }

    /// <summary>Notes which of those go wrong with the reply; the others do not apply to it.</summary>
    public void Hit(IReadOnlyCollection<Fault> faults)
    {
        foreach (var fault in faults)
        {
            _open.Remove(fault);
            Say(fault);
        }

        Close();
    }

    /// <summary>Notes that those left do not apply to what is answered.</summary>
    public void Close()
    {
        foreach (var fault in _open)
        {
            edge.Meters.FaultNotApplicable(provider, fault.Kind.Name);
        }

        _open.Clear();
    }

    private void Say(Fault fault)
    {
        edge.Meters.Faulted(provider, fault.Kind.Name);
        edge.Log.LogDebug("Fault {Fault} ({Kind}) hits {Path} of provider {Provider}", fault.Label, fault.Kind.Name, http.Request.Path, provider);
        if (isRevealed)
        {
            var headers = http.Response.Headers;
            var before = headers[RequestFault.HeaderName].ToString();
            headers[RequestFault.HeaderName] = before.Length == 0 ? fault.Label : $"{before}, {fault.Label}";
        }
    }
}
