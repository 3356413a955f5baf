namespace MockLlm.Testing;

/// <summary>A clock that stands still until it is moved, timer by timer. Timers fire in the order in which they are due.</summary>
/// <param name="start">What it shows first.</param>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(Timer Timer, long Arming), (long Due, long Arming)> _armed = new();
    private long _now;
    private long _armings;
    private int _waiting;

    /// <summary>Told whenever a timer is armed or stopped.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>How many timers wait.</summary>
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

    /// <summary>Moves to the next timer that is due by a time and fires it; where there is none, moves to that time.</summary>
    /// <param name="limit">A timestamp; null: however late the timer is due, and no further.</param>
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

        /// <summary>Which arming is in force; 0: none. Guarded by the clock.</summary>
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
