using Akka.Configuration;
using Akka.Dispatch;

namespace MockLlm.Engine.Pacing;

/// <summary>Makes the executor that a dispatcher in akka.hocon names.</summary>
internal sealed class BurstExecutorConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : ExecutorServiceConfigurator(config, prerequisites)
{
    public override ExecutorService Produce(string id) => new BurstExecutor(id);
}
