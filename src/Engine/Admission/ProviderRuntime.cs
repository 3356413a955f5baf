using Akka.Actor;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;

namespace MockLlm.Engine.Admission;

/// <summary>A provider at work: what was found, what it has counted, and the actor that orders its requests.</summary>
/// <param name="provider">What was found.</param>
/// <param name="time">The clock of its ledger.</param>
/// <param name="faults">What the faults have counted over all providers.</param>
internal sealed class ProviderRuntime(ProviderRegistration provider, TimeProvider time, FaultCounters faults)
{
    public ProviderRegistration Provider { get; } = provider;

    public ProviderState Ledger { get; } = new(time, faults);

    /// <summary>Set once, when the actors have started and before the first request.</summary>
    public IActorRef Actor { get; set; } = ActorRefs.Nobody;

    /// <summary>Where the code of a plug-in runs; null: the provider is the program's own. Set with <see cref="Actor"/>.</summary>
    public PluginThreads? Threads { get; set; }

    /// <summary>Lets the actor count anew; it has when the task ends.</summary>
    public Task Reset()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Actor.Tell(new Protocol.Reset(done), ActorRefs.NoSender);
        return done.Task;
    }

    /// <summary>Tells the actor what slots there are under an edited configuration.</summary>
    public void Edit(Snapshot snapshot) =>
        Actor.Tell(new Protocol.Edited([.. snapshot.Latency.Claims(Provider.Name)]), ActorRefs.NoSender);
}
