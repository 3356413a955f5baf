using Akka.Actor;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;

namespace MockLlm.Engine.Admission;

/// <summary>A provider at work: what was found, the actor that orders its requests, and where its code runs.</summary>
/// <param name="provider">What was found.</param>
/// <param name="state">What the actor counts.</param>
/// <param name="shared">What is counted outside the actor.</param>
/// <param name="actor">Orders the requests. The reference stays good when the actor restarts.</param>
/// <param name="threads">Where the code of a plug-in runs, or null if the provider is the program's own.</param>
internal sealed class ProviderRuntime(ProviderRegistration provider, ProviderState state, SharedState shared, IActorRef actor, PluginThreads? threads)
{
    public ProviderRegistration Provider { get; } = provider;

    /// <summary>What is counted outside the actor, for any thread.</summary>
    public SharedState Shared { get; } = shared;

    public IActorRef Actor { get; } = actor;

    /// <summary>Where the code of a plug-in runs, or null if the provider is the program's own.</summary>
    public PluginThreads? Threads { get; } = threads;

    /// <summary>What the actor has counted up to this moment.</summary>
    public ProviderCounts Counts => state.Counts;

    /// <summary>Whether new requests are refused for now.</summary>
    public bool IsDown => state.IsDown || Threads is { IsFull: true };

    /// <summary>Whether the actor crashed again and again and is left alone for a while.</summary>
    public bool IsRestarting => state.IsDown;

    /// <summary>Lets the actor start its counts again. The task ends when it has.</summary>
    public Task Reset()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Actor.Tell(new Protocol.Reset(done), ActorRefs.NoSender);
        return done.Task;
    }

    /// <summary>Tells the actor which slots there are under an edited configuration.</summary>
    public void Edit(Snapshot snapshot) => Actor.Tell(new Protocol.Edited([.. snapshot.Latency.Claims(Provider.Name)]), ActorRefs.NoSender);
}
