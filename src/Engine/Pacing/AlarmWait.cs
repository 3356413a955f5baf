namespace MockLlm.Engine.Pacing;

/// <summary>Waits for a time without a thread, by the same alarms as streams.</summary>
internal sealed class AlarmWait : IDisposable
{
    private readonly TaskCompletionSource<bool> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly long _arrival;
    private readonly TimeSpan _due;
    private readonly Alarm _alarm;

    private AlarmWait(TimeProvider time, long arrival, TimeSpan due)
    {
        _time = time;
        _arrival = arrival;
        _due = due;
        _alarm = Alarm.On(time, Look);
    }

    private TimeSpan Left => _due - _time.GetElapsedTime(_arrival);

    /// <summary>Waits until a time has come.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="arrival">The clock's timestamp that <paramref name="due"/> counts from.</param>
    /// <param name="due">The time.</param>
    /// <param name="ends">Any of these ends the wait early; asked for only when there is something to wait for.</param>
    /// <returns>False: the wait ended early.</returns>
    public static ValueTask<bool> Until(TimeProvider time, long arrival, TimeSpan due, Func<CancellationToken[]> ends) =>
        due - time.GetElapsedTime(arrival) <= TimeSpan.Zero ? new(true) : new(Wait(time, arrival, due, ends()));

    public void Dispose() => _alarm.Dispose();

    private static async Task<bool> Wait(TimeProvider time, long arrival, TimeSpan due, CancellationToken[] ends)
    {
        using var wait = new AlarmWait(time, arrival, due);
        var registrations = Array.ConvertAll(ends, end => end.UnsafeRegister(static wait => ((AlarmWait)wait!)._over.TrySetResult(false), wait));
        try
        {
            wait.Look();
            return await wait._over.Task.ConfigureAwait(false);
        }
        finally
        {
            foreach (var registration in registrations)
            {
                await registration.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // An alarm may ring early, so a ring looks at the clock again.
    private void Look()
    {
        if (Left is { Ticks: > 0 } left)
        {
            _alarm.Set(left);
        }
        else
        {
            _over.TrySetResult(true);
        }
    }
}
