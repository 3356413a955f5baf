using Akka.Actor;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;

namespace MockLlm.Engine.Admission;

/// <summary>A running provider: its registration, the actor that orders its requests, and the threads that run its code.</summary>
/// <param name="provider">The registration.</param>
/// <param name="state">The actor's counters. They are only read here.</param>
/// <param name="shared">The state that is counted outside of the actor.</param>
/// <param name="actor">The actor. The reference stays valid when the actor restarts.</param>
/// <param name="threads">The threads of a plug-in, or null if the provider is built in.</param>
internal sealed class ProviderRuntime(ProviderRegistration provider, ProviderState state, SharedState shared, IActorRef actor, PluginThreads? threads)
{
    public ProviderRegistration Provider { get; } = provider;

    /// <summary>The state that is counted outside of the actor. Any thread may use it.</summary>
    public SharedState Shared { get; } = shared;

    public IActorRef Actor { get; } = actor;

    /// <summary>The threads of a plug-in, or null if the provider is built in.</summary>
    public PluginThreads? Threads { get; } = threads;

    /// <summary>The actor's counters at this moment.</summary>
    public ProviderCounts Counts => state.Counts;

    /// <summary>Whether new requests are refused, because the actor crashed repeatedly or too many calls wait for the plug-in's threads.</summary>
    public bool IsDown => state.IsDown || Threads is { IsFull: true };

    /// <summary>Whether new requests are refused because the actor crashed repeatedly.</summary>
    public bool IsRestarting => state.IsDown;

    /// <summary>Resets the counters, the rate limits and the sequences. The task ends when that is done.</summary>
    public Task Reset()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Actor.Tell(new Protocol.Reset(done), ActorRefs.NoSender);
        return done.Task;
    }

    /// <summary>Tells the actor the numbers of slots in an edited configuration.</summary>
    public void Edit(Snapshot snapshot) => Actor.Tell(new Protocol.Edited([.. snapshot.Latency.Claims(Provider.Name)]), ActorRefs.NoSender);
}
