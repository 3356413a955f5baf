using Akka.Configuration;
using Akka.Dispatch;

namespace MockLlm.Engine.Pacing;

/// <summary>Runs the actors of streams. Inside a <see cref="Burst"/> they run on its thread, otherwise on the thread pool.</summary>
/// <param name="id">The dispatcher's name.</param>
internal sealed class BurstExecutor(string id) : ExecutorService(id)
{
    public override void Execute(IRunnable run)
    {
        if (Burst.Current is { } burst)
        {
            burst.Add(run);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static run => run.Run(), run, preferLocal: false);
        }
    }

    public override void Shutdown()
    {
    }
}

/// <summary>Creates the executor. A dispatcher in akka.hocon names this type.</summary>
internal sealed class BurstExecutorConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : ExecutorServiceConfigurator(config, prerequisites)
{
    public override ExecutorService Produce(string id) => new BurstExecutor(id);
}
