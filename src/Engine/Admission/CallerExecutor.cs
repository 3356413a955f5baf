using Akka.Configuration;
using Akka.Dispatch;

namespace MockLlm.Engine.Admission;

/// <summary>
/// Runs an actor on the thread that sends it a message, so that the actor has decided when the send returns. It is for actors that never
/// wait. If the thread runs such an actor already, or if the mailbox is long, the actor goes on on the thread pool.
/// </summary>
/// <param name="id">The dispatcher's name.</param>
internal sealed class CallerExecutor(string id) : ExecutorService(id)
{
    [ThreadStatic]
    private static bool isRunning;

    public override void Execute(IRunnable run)
    {
        if (isRunning)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static run => run.Run(), run, preferLocal: false);
            return;
        }

        isRunning = true;
        try
        {
            run.Run();
        }
        finally
        {
            isRunning = false;
        }
    }

    public override void Shutdown()
    {
    }
}

/// <summary>Creates the executor. A dispatcher in akka.hocon names this type.</summary>
internal sealed class CallerExecutorConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : ExecutorServiceConfigurator(config, prerequisites)
{
    public override ExecutorService Produce(string id) => new CallerExecutor(id);
}
