using MockLlm.Web.Metrics;

namespace MockLlm.Web.Hosting;

/// <summary>
/// Logs the exceptions of tasks that nobody waits for any longer, such as a handler that fails after its request got a 504. It logs one of
/// them at most every ten seconds.
/// </summary>
internal sealed class AbandonedTasks : IDisposable
{
    private readonly PausedCount _failed;
    private readonly ILogger<AbandonedTasks> _log;

    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public AbandonedTasks(TimeProvider time, ILogger<AbandonedTasks> log)
    {
        (_failed, _log) = (new(TimeSpan.FromSeconds(10), time), log);
        TaskScheduler.UnobservedTaskException += Report;
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Report;

    private void Report(object? sender, UnobservedTaskExceptionEventArgs failed)
    {
        failed.SetObserved();
        if (_failed.Add() is var count and > 0)
        {
            _log.LogWarning(failed.Exception.InnerException, "{Count} tasks failed after everybody had stopped waiting for them. This is the last one", count);
        }
    }
}
