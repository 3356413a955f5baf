using Akka.Actor;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;

namespace MockLlm.Engine.Admission;

/// <summary>Every message between the web, the registry and the provider actors.</summary>
internal static class Protocol
{
    /// <summary>To a provider actor: a request has been read and is valid; decide what becomes of it.</summary>
    /// <param name="RequestKey">The hash of what was sent.</param>
    /// <param name="Claim">The slots that it needs one of; null: it needs none.</param>
    /// <param name="Answer">Where the decision goes. It lives with its request, at the edge, and is always completed.</param>
    public sealed record Handle(ulong RequestKey, SlotClaim? Claim, TaskCompletionSource<Decision> Answer)
    {
        /// <summary>The limits that it has to fit; null: there are none.</summary>
        public LimitClaim? Limit { get; init; }

        /// <summary>The faults that it may be hit by; null: there are none.</summary>
        public FaultQuery? Faults { get; init; }
    }

    /// <summary>To a provider actor: the client of a request in the queue has left. If its turn came first, nothing happens.</summary>
    public sealed record Leave(SlotWaiter Waiter);

    /// <summary>To a provider actor: run the handler of a request that was let through, since it must not overlap with others.</summary>
    /// <param name="Run">Calls the handler.</param>
    /// <param name="Answer">Where its result goes; always completed.</param>
    public sealed record Work(Func<ValueTask<object?>> Run, TaskCompletionSource<HandlerOutcome> Answer);

    /// <summary>To a provider actor: a reply that was let through is over, and its slot free.</summary>
    /// <param name="End">How it ended.</param>
    /// <param name="Claim">What it claimed when it was let through, or null.</param>
    public sealed record Finished(ReplyOutcome End, SlotClaim? Claim)
    {
        private static readonly Finished[] Unclaimed = [.. Enum.GetValues<ReplyOutcome>().Select(end => new Finished(end, Claim: null))];

        /// <summary>The message for an end; without a claim there is one for each.</summary>
        public static Finished Of(ReplyOutcome end, SlotClaim? claim) => claim is null ? Unclaimed[(int)end] : new(end, claim);
    }

    /// <summary>To a provider actor: the configuration was edited.</summary>
    /// <param name="Claims">All slots of this provider and its models.</param>
    public sealed record Edited(IReadOnlyList<SlotClaim> Claims);

    /// <summary>To a provider actor: begin to count anew. What is running and waiting goes on.</summary>
    /// <param name="Done">Completed when that is done.</param>
    public sealed record Reset(TaskCompletionSource Done);

    /// <summary>To the registry: who serves which provider? Answered by <see cref="ProviderRefs"/>.</summary>
    public sealed record GetProviders
    {
        public static GetProviders Instance { get; } = new();
    }

    /// <param name="ByName">Provider name → its actor; the refs stay good over restarts.</param>
    public sealed record ProviderRefs(IReadOnlyDictionary<string, IActorRef> ByName);

    /// <summary>A handler that ran in its actor has come to its end there.</summary>
    public sealed record WorkDone(HandlerOutcome Handled, TaskCompletionSource<HandlerOutcome> Answer);
}
