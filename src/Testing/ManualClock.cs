namespace MockLlm.Testing;

/// <summary>A clock that stands still until it is moved. It moves from timer to timer. Timers fire in the order in which they are due.</summary>
/// <param name="start">The time that it shows first.</param>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(Timer Timer, long Arming), (long Due, long Arming)> _armed = new();
    private long _now;
    private long _armings;
    private int _waiting;

    /// <summary>Called when a timer is set or stopped.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>The number of timers that wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => start.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer that is due up to a limit, and fires it. If there is none, it moves to the limit.</summary>
    /// <param name="limit">A timestamp, or null for no limit. Without a limit and without a timer the clock does not move.</param>
    /// <returns>Whether a timer fired.</returns>
    public bool Step(long? limit = null)
    {
        if (Take(limit) is not { } due)
        {
            return false;
        }

        due.Fire();
        return true;
    }

    private Timer? Take(long? limit)
    {
        lock (_gate)
        {
            while (_armed.TryPeek(out var next, out var key) && (next.Timer.Arming != next.Arming || key.Due <= (limit ?? long.MaxValue)))
            {
                _armed.Dequeue();
                if (next.Timer.Arming == next.Arming)
                {
                    Volatile.Write(ref _now, Math.Max(_now, key.Due));
                    Disarm(next.Timer);
                    return next.Timer;
                }
            }

            Volatile.Write(ref _now, Math.Max(_now, limit ?? _now));
            return null;
        }
    }

    private void Arm(Timer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            Disarm(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Arming = ++_armings;
                _waiting++;
                _armed.Enqueue((timer, timer.Arming), (_now + dueTime.Ticks, timer.Arming));
            }
        }

        Changed();
    }

    private void Disarm(Timer timer)
    {
        _waiting -= timer.Arming == 0 ? 0 : 1;
        timer.Arming = 0;
    }

    private sealed class Timer(ManualClock clock, Action callback) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        /// <summary>The number of the timer's current arming, or 0 if it is stopped. The clock's lock guards it.</summary>
        public long Arming { get; set; }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                clock.Arm(this, _period);
            }

            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            clock.Arm(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Arm(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
