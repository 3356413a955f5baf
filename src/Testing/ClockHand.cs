namespace MockLlm.Testing;

/// <summary>
/// Moves a manual clock from timer to timer. Between two timers it waits until every open request waits for the clock. So a timer that is
/// set late still fires at its time.
/// </summary>
internal sealed class ClockHand
{
    // How long to wait for a request that waits for something else, such as a client that does not read. It is waited for only once.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // How often nothing may happen for that time until it is clear that nothing will.
    private const int MostIdleWaits = 30;

    private readonly ManualClock _clock;
    private readonly Func<int> _openRequests;
    private volatile TaskCompletionSource _changed = NewSignal();
    private int _stuck;

    /// <param name="clock">The clock.</param>
    /// <param name="openRequests">Returns the number of requests that the server is busy with.</param>
    public ClockHand(ManualClock clock, Func<int> openRequests)
    {
        (_clock, _openRequests) = (clock, openRequests);
        clock.Changed = Changed;
    }

    private int Busy => _openRequests() - _clock.Waiting;

    /// <summary>Called when a request or a timer has begun or ended.</summary>
    public void Changed() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    /// <summary>Moves the clock forward by a time.</summary>
    public async Task By(TimeSpan time, CancellationToken cancellation)
    {
        var end = _clock.GetTimestamp() + time.Ticks;
        _stuck = 0;
        do
        {
            await Rest(cancellation).ConfigureAwait(false);
        }
        while (_clock.Step(end));
    }

    /// <summary>Moves the clock from timer to timer until a task has ended.</summary>
    public async Task Until(Task done, CancellationToken cancellation)
    {
        _stuck = 0;
        var idle = 0;
        while (!done.IsCompleted)
        {
            var changed = _changed.Task;
            if (_openRequests() > 0 && Busy <= _stuck && _clock.Step())
            {
                idle = 0;
                continue;
            }

            idle = await Wait(Task.WhenAny(done, changed), cancellation).ConfigureAwait(false) ? 0 : idle + 1;
            if (idle >= MostIdleWaits)
            {
                throw new TimeoutException(
                    $"The task does not end: the server has {_openRequests()} open requests, no timer is set, and nothing has happened for {MostIdleWaits} s.");
            }
        }
    }

    private async Task Rest(CancellationToken cancellation)
    {
        for (var changed = _changed.Task; Busy > _stuck; changed = _changed.Task)
        {
            await Wait(changed, cancellation).ConfigureAwait(false);
        }
    }

    // Returns whether something changed in time.
    private async Task<bool> Wait(Task changed, CancellationToken cancellation)
    {
        try
        {
            await changed.WaitAsync(Patience, TimeProvider.System, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            _stuck = Math.Max(_stuck, Busy);
            return false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
