using Akka.Actor;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Web.Hosting;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Admission;

/// <summary>Gets a request past its provider's actor, through the queue where it must wait for a slot.</summary>
internal static class AdmissionClient
{
    /// <param name="http">The request; when its client leaves, its place in the queue is free.</param>
    /// <param name="seat">The provider.</param>
    /// <param name="request">The request as it was read.</param>
    /// <param name="limit">How long the actor may be busy with the handlers of others; time in the queue does not count.</param>
    /// <param name="edge">The drain that ends all waiting, and the clock that the limit is measured with.</param>
    /// <returns>
    /// What the actor decided, never <see cref="Decision.Queued"/>; null: it was busy for too long. And what goes wrong with the
    /// request on purpose; null: nothing.
    /// </returns>
    public static async ValueTask<(Decision? Decision, FiredFaults? Hit)> Ask(HttpContext http, ProviderRuntime seat, ReadRequest request, TimeSpan limit, Edge edge)
    {
        var answer = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
        seat.Actor.Tell(new Protocol.Handle(request.Key, request.Claim, answer) { Faults = request.Faults, Limit = request.Limit }, ActorRefs.NoSender);
        var runsHandlers = seat.Threads is null && !seat.Provider.Concurrent;
        if (runsHandlers && !await TimeLimit.Of(answer.Task, limit, edge.HandlerTime).ConfigureAwait(false))
        {
            _ = GiveUp(seat, request.Claim, answer.Task);
            return (null, null);
        }

        var decision = await answer.Task.ConfigureAwait(false);
        var hit = (decision as Decision.Faulted)?.Hit;
        var then = hit?.Instead is null ? Besides(decision) : decision;
        return (then is Decision.Queued queued ? await Wait(http, seat, queued.Waiter, edge).ConfigureAwait(false) : then, hit);
    }

    private static Decision? Besides(Decision decision) => decision is Decision.Faulted faulted ? faulted.Then : decision;

    private static async Task<Decision> Wait(HttpContext http, ProviderRuntime seat, SlotWaiter waiter, Edge edge)
    {
        Action leave = () => seat.Actor.Tell(new Protocol.Leave(waiter), ActorRefs.NoSender);
        using var left = http.RequestAborted.UnsafeRegister(static leave => ((Action)leave!)(), leave);
        using var over = edge.Drain.Over.UnsafeRegister(static leave => ((Action)leave!)(), leave);
        return await waiter.Turn.ConfigureAwait(false);
    }

    // The actor still decides when it comes to it, and the slot that it may give then has to be free again.
    private static async Task GiveUp(ProviderRuntime seat, SlotClaim? claim, Task<Decision> answer)
    {
        var decision = Besides(await answer.ConfigureAwait(false));
        if (decision is Decision.Queued { Waiter: var waiter })
        {
            seat.Actor.Tell(new Protocol.Leave(waiter), ActorRefs.NoSender);
            decision = await waiter.Turn.ConfigureAwait(false);
        }

        if (decision is Decision.Proceed)
        {
            seat.Actor.Tell(Protocol.Finished.Of(ReplyOutcome.Failed, claim), ActorRefs.NoSender);
        }
    }
}
