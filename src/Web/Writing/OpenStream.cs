using MockLlm.Engine.Faults;

namespace MockLlm.Web.Writing;

/// <summary>A stream under way that a live fault can reach.</summary>
/// <param name="provider">The provider whose stream it is.</param>
internal sealed class OpenStream(string provider)
{
    private Action<LiveFault>? _apply;

    public string Provider => provider;

    /// <summary>Lets live faults reach the stream from now on.</summary>
    /// <param name="apply">Called on any thread. It does not wait.</param>
    public void Listen(Action<LiveFault> apply) => Volatile.Write(ref _apply, apply);

    /// <returns>False if the stream has not begun.</returns>
    public bool Apply(LiveFault fault)
    {
        var apply = Volatile.Read(ref _apply);
        apply?.Invoke(fault);
        return apply is not null;
    }
}
