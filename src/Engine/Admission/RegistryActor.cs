using Akka.Actor;

namespace MockLlm.Engine.Admission;

/// <summary>
/// Supervises one actor for each provider, and the config actor. A child that crashes is restarted, without a limit. Its mailbox is kept,
/// and the other children are not affected.
/// </summary>
internal sealed class RegistryActor : ReceiveActor
{
    /// <param name="providers">The providers' actors, by the name of the provider.</param>
    /// <param name="children">Further actors, by their name.</param>
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
