using Akka.Actor;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;

namespace MockLlm.Engine.Tests.Admission;

/// <summary>Sends requests to a provider actor as the web does, and crashes it on request.</summary>
internal static class ProviderRequests
{
    /// <summary>The request key that a <see cref="DeadlyProviderActor"/> crashes over.</summary>
    public const ulong Deadly = 666;

    /// <summary>The request key that a <see cref="DeadlyProviderActor"/> crashes over when the request has been admitted.</summary>
    public const ulong DeadlyLate = 667;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks for a decision; one that waits in the queue is <see cref="Decision.Queued"/>.</summary>
    public static Task<Decision> Ask(this IActorRef provider, ulong key, SlotClaim? claim = null, LimitClaim? limit = null)
    {
        var answer = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
        provider.Tell(new Protocol.Handle(key, claim, answer) { Limit = limit });
        return answer.Task.WaitAsync(Patience);
    }

    /// <summary>Has a handler run in the actor.</summary>
    public static Task<HandlerOutcome> Work(this IActorRef provider, Func<ValueTask<object?>> handler)
    {
        var answer = new TaskCompletionSource<HandlerOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        provider.Tell(new Protocol.Work(handler, answer));
        return answer.Task.WaitAsync(Patience);
    }

    public static void Finish(this IActorRef provider, ReplyOutcome end, SlotClaim? claim = null) => provider.Tell(Protocol.Finished.Of(end, claim));

    /// <summary>Waits until the actor has taken all messages that were sent so far.</summary>
    public static Task Settled(this IActorRef provider) => provider.Ask<ActorIdentity>(new Identify(null), Patience);
}
