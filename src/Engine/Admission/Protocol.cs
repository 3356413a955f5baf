using Akka.Actor;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;

namespace MockLlm.Engine.Admission;

/// <summary>All messages to the registry and to the provider actors.</summary>
internal static class Protocol
{
    /// <summary>To a provider actor: decide about a request that has been read and is valid.</summary>
    /// <param name="RequestKey">The hash of the request. Equal requests have equal keys.</param>
    /// <param name="Claim">The pool that it needs a slot of, or null if it needs none.</param>
    /// <param name="Answer">Receives the decision. It is always completed, also if the actor crashes.</param>
    public sealed record Handle(ulong RequestKey, SlotClaim? Claim, TaskCompletionSource<Decision> Answer)
    {
        /// <summary>Keeps the counts of equal requests in different scopes apart. 0 for the shared part of the server.</summary>
        public ulong ScopeSalt { get; init; }

        /// <summary>The rate limits that it must fit, or null if there are none.</summary>
        public LimitClaim? Limit { get; init; }

        /// <summary>The faults that may hit it, or null if there are none.</summary>
        public FaultQuery? Faults { get; init; }
    }

    /// <summary>To a provider actor: the client of a queued request has left. If the request's turn has already come, nothing happens.</summary>
    public sealed record Leave(SlotWaiter Waiter);

    /// <summary>To a provider actor: run the handler of an admitted request that must not overlap with other handlers.</summary>
    /// <param name="Run">Calls the handler.</param>
    /// <param name="Answer">Receives the result. It is always completed.</param>
    public sealed record Work(Func<ValueTask<object?>> Run, TaskCompletionSource<HandlerOutcome> Answer);

    /// <summary>To a provider actor: the reply to an admitted request is over, so that its slot is free.</summary>
    /// <param name="End">How it ended.</param>
    /// <param name="Claim">The claim that it was admitted with, or null if it needed no slot.</param>
    public sealed record Finished(ReplyOutcome End, SlotClaim? Claim)
    {
        private static readonly Finished[] Unclaimed = [.. Enum.GetValues<ReplyOutcome>().Select(end => new Finished(end, Claim: null))];

        /// <summary>Returns the message for an end. Requests without a claim share one object for each end.</summary>
        public static Finished Of(ReplyOutcome end, SlotClaim? claim) => claim is null ? Unclaimed[(int)end] : new(end, claim);
    }

    /// <summary>To a provider actor: the configuration was edited.</summary>
    /// <param name="Claims">The pools of the provider and of its models with their new sizes.</param>
    public sealed record Edited(IReadOnlyList<SlotClaim> Claims);

    /// <summary>To a provider actor: set all counters to zero. Running and waiting requests go on.</summary>
    /// <param name="Done">Completed when the counters are reset.</param>
    public sealed record Reset(TaskCompletionSource Done);

    /// <summary>To the registry: return the actor of each provider. The answer is <see cref="ProviderRefs"/>.</summary>
    public sealed record GetProviders
    {
        public static GetProviders Instance { get; } = new();
    }

    /// <summary>The answer to <see cref="GetProviders"/>.</summary>
    /// <param name="ByName">The actors by the name of their provider. A reference stays valid when its actor restarts.</param>
    public sealed record ProviderRefs(IReadOnlyDictionary<string, IActorRef> ByName);

    /// <summary>To itself, from a provider actor: an asynchronous handler has ended.</summary>
    /// <param name="Handled">How it ended.</param>
    /// <param name="Answer">Receives the result.</param>
    public sealed record WorkDone(HandlerOutcome Handled, TaskCompletionSource<HandlerOutcome> Answer);
}
