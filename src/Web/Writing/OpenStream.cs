using MockLlm.Engine.Faults;

namespace MockLlm.Web.Writing;

/// <summary>An open stream that live faults can act on.</summary>
/// <param name="provider">The name of its provider.</param>
internal sealed class OpenStream(string provider)
{
    private Action<LiveFault>? _apply;

    public string Provider => provider;

    /// <summary>Lets live faults act on the stream.</summary>
    /// <param name="apply">Applies a fault. It is called on any thread and must not block.</param>
    public void Listen(Action<LiveFault> apply) => Volatile.Write(ref _apply, apply);

    /// <summary>Applies a fault.</summary>
    /// <returns>False if the stream has not begun.</returns>
    public bool Apply(LiveFault fault)
    {
        var apply = Volatile.Read(ref _apply);
        apply?.Invoke(fault);
        return apply is not null;
    }
}
