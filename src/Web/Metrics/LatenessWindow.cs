namespace MockLlm.Web.Metrics;

/// <summary>
/// The latenesses of the last five seconds: one count for each second, used again when its time is over. There is no timer: whoever
/// records first in a new second makes room for it.
/// </summary>
/// <param name="time">The clock whose timestamps are passed in.</param>
internal sealed class LatenessWindow(TimeProvider time)
{
    private const int Seconds = 5;

    private readonly Second[] _ring = [.. Enumerable.Range(0, Seconds).Select(_ => new Second())];
    private readonly Lock _turn = new();

    /// <summary>Records a lateness.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="lateness">How late.</param>
    /// <returns>True for the first of a new second: the seconds before it can be judged.</returns>
    public bool Record(long now, TimeSpan lateness)
    {
        var number = NumberOf(now);
        var second = _ring[number % Seconds];
        var isNew = second.Number < number && Begin(second, number);
        second.Counts.Record(lateness);
        return isNew;
    }

    /// <summary>What was late in the last seconds, the one under way included.</summary>
    /// <param name="now">The clock's timestamp.</param>
    public LatenessSummary At(long now)
    {
        var number = NumberOf(now);
        return LatenessCounts.Summarize(_ring.Where(second => second.Number > number - Seconds).Select(second => second.Counts));
    }

    // Counted from 1: a ring that was never written to belongs to second 0.
    private long NumberOf(long timestamp) => (timestamp / time.TimestampFrequency) + 1;

    private bool Begin(Second second, long number)
    {
        lock (_turn)
        {
            if (second.Number >= number)
            {
                return false;
            }

            second.Counts.Clear();
            second.Number = number;
            return true;
        }
    }

    private sealed class Second
    {
        private long _number = -Seconds;

        public long Number
        {
            get => Volatile.Read(ref _number);
            set => Volatile.Write(ref _number, value);
        }

        public LatenessCounts Counts { get; } = new();
    }
}
