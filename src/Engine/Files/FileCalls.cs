namespace MockLlm.Engine.Files;

/// <summary>
/// Calls the file system, and waits for each call only for a limited time. A call into a hung mount can last for ever, so all calls run on
/// a thread of their own, and a late call keeps that thread. While calls are late, the next ones fail at once, and a new one is tried at
/// growing intervals. The number of threads that are lost to calls without an answer therefore grows slowly.
/// </summary>
/// <param name="limit">How long a call may take.</param>
/// <param name="time">The clock of the limit. The disk is not imitated, so it is the real one, except in tests.</param>
internal sealed class FileCalls(TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private FileThread? _thread;
    private int _late;
    private long _lastCall;

    /// <param name="limit">How long a call may take, or null for 5 s.</param>
    public FileCalls(TimeSpan? limit = null)
        : this(limit ?? UsualLimit, TimeProvider.System)
    {
    }

    /// <summary>Runs a call.</summary>
    /// <exception cref="FileUnansweredException">The call has taken too long. It may still run.</exception>
    public async Task<T> Run<T>(Func<T> call)
    {
        var running = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = Begin(() => Complete(running, call)) ?? throw new FileUnansweredException(limit);
        await ((Task)running.Task).WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!running.Task.IsCompleted)
        {
            Leave(thread, running.Task);
            throw new FileUnansweredException(limit);
        }

        Answered();
        return await running.Task.ConfigureAwait(false);
    }

    /// <summary>Runs a call, and holds the caller's thread until it has ended or its time is over.</summary>
    /// <exception cref="FileUnansweredException">The call has taken too long. It may still run.</exception>
    public T Wait<T>(Func<T> call) => Run(call).GetAwaiter().GetResult();

    private static void Complete<T>(TaskCompletionSource<T> running, Func<T> call)
    {
        try
        {
            running.SetResult(call());
        }
        catch (Exception failure)
        {
            running.SetException(failure);
        }
    }

    // Null during a pause.
    private FileThread? Begin(Action call)
    {
        lock (_gate)
        {
            if (_late > 0 && time.GetElapsedTime(_lastCall) < Pause(_late))
            {
                return null;
            }

            _lastCall = time.GetTimestamp();
            while (_thread is null || !_thread.TryMake(call))
            {
                _thread = new();
            }

            return _thread;
        }
    }

    private TimeSpan Pause(int late) => TimeSpan.FromTicks(Math.Min(limit.Ticks << Math.Min(late, 20), LongestPause.Ticks));

    private void Answered()
    {
        lock (_gate)
        {
            _late = 0;
        }
    }

    private void Leave(FileThread thread, Task running)
    {
        lock (_gate)
        {
            _late++;
            thread.End();
        }

        running.ContinueWith(
            ended =>
            {
                // Nobody waits for its result, and an exception that nobody looks at would be reported later.
                _ = ended.Exception;
                Answered();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
