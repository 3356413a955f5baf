using Akka.Actor;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;

namespace MockLlm.Engine.Admission;

/// <summary>Starts the registry and, under it, one actor for each provider.</summary>
internal static class ProviderStart
{
    /// <summary>Starts the actors.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="providers">The providers.</param>
    /// <param name="time">The clock of the providers' state.</param>
    /// <param name="faults">The fault counters, shared by all providers.</param>
    /// <param name="others">Further actors that the registry supervises, by their name.</param>
    /// <returns>The running providers in the given order.</returns>
    public static async Task<IReadOnlyList<ProviderRuntime>> Start(
        ActorSystem system,
        IReadOnlyList<ProviderRegistration> providers,
        TimeProvider time,
        FaultCounters faults,
        IReadOnlyDictionary<string, Props> others)
    {
        var states = providers.Select(provider =>
        {
            var shared = new SharedState(time, faults);
            return (Provider: provider, State: new ProviderState(time, shared), Shared: shared);
        }).ToList();
        var actors = states.ToDictionary(one => one.Provider.Name, one => PropsOf(one.Provider, one.State), StringComparer.Ordinal);
        var registry = system.ActorOf(RegistryActor.Props(actors, others), "registry");
        var refs = await registry.Ask<Protocol.ProviderRefs>(Protocol.GetProviders.Instance).ConfigureAwait(false);
        return
        [
            .. states.Select(one => new ProviderRuntime(
                one.Provider,
                one.State,
                one.Shared,
                refs.ByName[one.Provider.Name],
                one.Provider.IsExternal ? new PluginThreads(system, one.Provider.Name, one.Provider.Concurrent) : null)),
        ];
    }

    // An actor that also runs handlers must not run on the threads of its requests: a slow handler would hold up the requests behind it.
    private static Props PropsOf(ProviderRegistration provider, ProviderState state)
    {
        var props = ProviderActor.Props(provider.Name, state);
        return provider.Concurrent || provider.IsExternal ? props.WithDispatcher("mockllm.decisions") : props;
    }
}
