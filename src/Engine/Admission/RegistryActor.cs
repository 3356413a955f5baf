using Akka.Actor;

namespace MockLlm.Engine.Admission;

/// <summary>
/// Supervises one actor per provider and the config actor. A child that crashes is restarted alone, as often as it takes: its
/// mailbox stays, and so do its siblings.
/// </summary>
internal sealed class RegistryActor : ReceiveActor
{
    /// <param name="providers">Provider name → its actor.</param>
    /// <param name="children">Name → what else is supervised here.</param>
    public RegistryActor(IReadOnlyDictionary<string, Props> providers, IReadOnlyDictionary<string, Props> children)
    {
        var refs = providers.ToDictionary(
            provider => provider.Key, provider => Context.ActorOf(provider.Value, "provider-" + provider.Key), StringComparer.Ordinal);
        foreach (var child in children)
        {
            Context.ActorOf(child.Value, child.Key);
        }

        var answer = new Protocol.ProviderRefs(refs);
        Receive<Protocol.GetProviders>(_ => Sender.Tell(answer));
    }

    public static Props Props(IReadOnlyDictionary<string, Props> providers, IReadOnlyDictionary<string, Props> children) =>
        Akka.Actor.Props.Create(() => new RegistryActor(providers, children));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);
}
