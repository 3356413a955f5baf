using Akka.Dispatch;

namespace MockLlm.Engine.Pacing;

/// <summary>Runs streams: within a <see cref="Burst"/> on its thread, else on the thread pool.</summary>
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
