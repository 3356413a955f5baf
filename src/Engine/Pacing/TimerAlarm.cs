namespace MockLlm.Engine.Pacing;

/// <summary>An alarm that uses a timer of its clock.</summary>
internal sealed class TimerAlarm(TimeProvider time, Action ring) : Alarm
{
    // Timers accept at most 49 days. An alarm may ring early, so a longer wait is continued.
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    private ITimer? _timer;

    public override void Set(TimeSpan wait)
    {
        var rounded = RoundedUp(wait);
        if (_timer is null)
        {
            _timer = time.CreateTimer(static ring => ((Action)ring!)(), ring, rounded, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(rounded, Timeout.InfiniteTimeSpan);
        }
    }

    public override void Dispose() => _timer?.Dispose();

    // The timers of the system ignore fractions of a millisecond. Without rounding up they would ring too early and be set again and again.
    private static TimeSpan RoundedUp(TimeSpan wait) => wait < MaxWait
        ? TimeSpan.FromMilliseconds((wait.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond)
        : MaxWait;
}
