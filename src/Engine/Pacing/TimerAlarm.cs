namespace MockLlm.Engine.Pacing;

/// <summary>An alarm made of a clock's own timer.</summary>
internal sealed class TimerAlarm(TimeProvider time, Action ring) : Alarm
{
    private ITimer? _timer;

    public override void Set(TimeSpan wait)
    {
        var rounded = TimerWait.For(wait);
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
}
