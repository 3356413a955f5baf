namespace MockLlm.Engine.Pacing;

/// <summary>Waits until a time has come, without blocking a thread. Streams use the same alarms.</summary>
internal sealed class AlarmWait : IDisposable
{
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private readonly long _arrival;
    private readonly TimeSpan _due;
    private readonly Alarm _alarm;

    private AlarmWait(TimeProvider time, long arrival, TimeSpan due)
    {
        _time = time;
        _arrival = arrival;
        _due = due;
        _alarm = Alarm.On(time, CheckTime);
    }

    private TimeSpan Left => _due - _time.GetElapsedTime(_arrival);

    /// <summary>Waits until a time has come.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="arrival">The timestamp of the clock from which <paramref name="due"/> is counted.</param>
    /// <param name="due">The end of the wait.</param>
    /// <param name="ends">Each of these tokens ends the wait early. The function is called only if there is a wait.</param>
    /// <returns>True if the time has come. False if a token ended the wait early.</returns>
    public static ValueTask<bool> Until(TimeProvider time, long arrival, TimeSpan due, Func<CancellationToken[]> ends) =>
        due - time.GetElapsedTime(arrival) <= TimeSpan.Zero ? new(true) : new(Wait(time, arrival, due, ends()));

    public void Dispose() => _alarm.Dispose();

    private static async Task<bool> Wait(TimeProvider time, long arrival, TimeSpan due, CancellationToken[] ends)
    {
        using var wait = new AlarmWait(time, arrival, due);
        var registrations = Array.ConvertAll(ends, end => end.UnsafeRegister(static wait => ((AlarmWait)wait!)._completion.TrySetResult(false), wait));
        try
        {
            wait.CheckTime();
            return await wait._completion.Task.ConfigureAwait(false);
        }
        finally
        {
            foreach (var registration in registrations)
            {
                await registration.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // An alarm may ring early, so the time is checked again.
    private void CheckTime()
    {
        if (Left is { Ticks: > 0 } left)
        {
            _alarm.Set(left);
        }
        else
        {
            _completion.TrySetResult(true);
        }
    }
}
