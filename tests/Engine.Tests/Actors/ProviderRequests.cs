using Akka.Actor;
using MockLlm.Engine.Actors;

namespace MockLlm.Engine.Tests.Actors;

/// <summary>Sends requests to a provider actor as the web does, and crashes it on request.</summary>
internal static class ProviderRequests
{
    /// <summary>The request key that <see cref="Decide"/> crashes over.</summary>
    public const ulong Deadly = 666;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Admits every request but one.</summary>
    public static Decision Decide(ProviderLedger ledger, Protocol.Handle request) =>
        request.RequestKey == Deadly ? throw new InvalidOperationException("A deadly request.") : Admission.Decide(ledger, request);

    public static Task<Decision> Send(this IActorRef provider, ulong key, Func<int, ValueTask<object?>>? work = null)
    {
        var answer = new TaskCompletionSource<Decision>(TaskCreationOptions.RunContinuationsAsynchronously);
        provider.Tell(new Protocol.Handle(key, work, answer));
        return answer.Task.WaitAsync(Patience);
    }

    public static void Finish(this IActorRef provider, ReplyEnd end) => provider.Tell(Protocol.Finished.Of(end));
}
