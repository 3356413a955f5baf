using MockLlm.Engine.Faults.Replies;

namespace MockLlm.Web.Writing;

/// <summary>A stream that is under way, to be struck by a fault from outside.</summary>
/// <param name="provider">Whose it is.</param>
internal sealed class OpenStream(string provider)
{
    private Action<ReplyFault>? _strike;

    public string Provider => provider;

    /// <summary>From now on it can be struck.</summary>
    /// <param name="strike">Called on any thread, and does not wait.</param>
    public void Listen(Action<ReplyFault> strike) => Volatile.Write(ref _strike, strike);

    /// <returns>False: it has not begun.</returns>
    public bool Strike(ReplyFault fault)
    {
        var strike = Volatile.Read(ref _strike);
        strike?.Invoke(fault);
        return strike is not null;
    }
}
