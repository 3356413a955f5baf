using Akka.Actor;

namespace MockLlm.Engine.Actors;

/// <summary>Every message between the web, the registry and the provider actors.</summary>
internal static class Protocol
{
    /// <summary>To a provider actor: a request has been read and is valid; decide what becomes of it.</summary>
    /// <param name="RequestKey">The hash of what was sent.</param>
    /// <param name="Work">The handler where it has to run in the actor, one at a time; null where it runs on the request's own thread.</param>
    /// <param name="Answer">Where the decision goes. It lives with its request, at the edge, and is always completed.</param>
    public sealed record Handle(ulong RequestKey, Func<int, ValueTask<object?>>? Work, TaskCompletionSource<Decision> Answer);

    /// <summary>To a provider actor: a reply that was let through is over, and its slot free.</summary>
    /// <param name="End">How it ended.</param>
    public sealed record Finished(ReplyEnd End)
    {
        private static readonly Finished[] All = [.. Enum.GetValues<ReplyEnd>().Select(end => new Finished(end))];

        /// <summary>The one message for an end; there is nothing else in it.</summary>
        public static Finished Of(ReplyEnd end) => All[(int)end];
    }

    /// <summary>To the registry: who serves which provider? Answered by <see cref="ProviderRefs"/>.</summary>
    public sealed record GetProviders
    {
        public static GetProviders Instance { get; } = new();
    }

    /// <param name="ByName">Provider name → its actor; the refs stay good over restarts.</param>
    public sealed record ProviderRefs(IReadOnlyDictionary<string, IActorRef> ByName);

    /// <summary>A handler that ran in its actor has come to its end there.</summary>
    public sealed record WorkDone(Decision Decision, TaskCompletionSource<Decision> Answer);
}
