using Akka.Actor;
using MockLlm.Engine.Discovery;

namespace MockLlm.Engine.Actors;

/// <summary>A provider at work: what was found, what it has counted, and the actor that orders its requests.</summary>
/// <param name="provider">What was found.</param>
internal sealed class ProviderSeat(ProviderRegistration provider)
{
    public ProviderRegistration Provider { get; } = provider;

    public ProviderLedger Ledger { get; } = new();

    /// <summary>Set once, when the actors have started and before the first request.</summary>
    public IActorRef Actor { get; set; } = ActorRefs.Nobody;
}
