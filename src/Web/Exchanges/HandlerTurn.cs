using Akka.Actor;
using MockLlm.Engine.Actors;

namespace MockLlm.Web.Exchanges;

/// <summary>
/// The turn of one request's handler in its provider's actor. A request that gives up frees the slot it holds, or the one it is
/// given when its turn comes; its handler is not begun then, and what one under way comes to is dropped.
/// </summary>
internal sealed class HandlerTurn(Func<int, ValueTask<object?>> work, IActorRef provider)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int GivenUp = 2;

    private int _state;

    public ValueTask<object?> Run(int ordinal)
    {
        if (Interlocked.CompareExchange(ref _state, Begun, Waiting) == Waiting)
        {
            return work(ordinal);
        }

        FreeSlot();
        return default;
    }

    public void GiveUp()
    {
        if (Interlocked.Exchange(ref _state, GivenUp) == Begun)
        {
            FreeSlot();
        }
    }

    private void FreeSlot() => provider.Tell(Protocol.Finished.Of(ReplyEnd.Failed), ActorRefs.NoSender);
}
