namespace MockLlm.Web.Metrics;

/// <summary>Counts events that are reported now and then: the first one at once, and the number of further ones after a pause.</summary>
/// <param name="pause">The shortest time between two reports.</param>
/// <param name="time">The clock.</param>
internal sealed class PausedCount(TimeSpan pause, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _count;
    private long? _reported;

    /// <summary>Counts one event.</summary>
    /// <returns>The number of events since the last report if they are to be reported, otherwise 0.</returns>
    public long Add()
    {
        lock (_gate)
        {
            _count++;
            if (_reported is { } reported && time.GetElapsedTime(reported) < pause)
            {
                return 0;
            }

            var count = _count;
            (_count, _reported) = (0, time.GetTimestamp());
            return count;
        }
    }
}
