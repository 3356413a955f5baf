using Akka.Actor;
using Akka.Hosting;

namespace MockLlm.Engine.Admission;

/// <summary>Starts the actors with the host: the registry and, under it, one actor per provider and the config actor.</summary>
internal static class ActorHosting
{
    /// <param name="builder">Akka.Hosting's builder.</param>
    /// <param name="seats">The providers; each gets its actor's ref before the server takes requests.</param>
    /// <param name="others">Name → what else the registry supervises.</param>
    /// <param name="decide">Decides for a request; null: <see cref="Admission"/>.</param>
    public static AkkaConfigurationBuilder WithMockLlmActors(
        this AkkaConfigurationBuilder builder,
        IReadOnlyList<ProviderRuntime> seats,
        IReadOnlyDictionary<string, Props> others,
        Decide? decide = null) => builder
            .WithActors((system, registry) =>
            {
                var providers = seats.ToDictionary(
                    seat => seat.Provider.Name, seat => ProviderActor.Props(seat.Provider.Name, seat.Ledger, decide), StringComparer.Ordinal);
                registry.Register<RegistryActor>(system.ActorOf(RegistryActor.Props(providers, others), "registry"));
            })
            .AddStartup(async (system, registry) =>
            {
                var refs = await registry.Get<RegistryActor>()
                    .Ask<Protocol.ProviderRefs>(Protocol.GetProviders.Instance).ConfigureAwait(false);
                foreach (var seat in seats)
                {
                    seat.Actor = refs.ByName[seat.Provider.Name];
                    seat.Threads = seat.Provider.IsExternal ? new(system, seat.Provider.Name, seat.Provider.Concurrent) : null;
                }
            });
}
