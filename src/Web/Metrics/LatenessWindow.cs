namespace MockLlm.Web.Metrics;

/// <summary>
/// The latenesses of the last five seconds. There is one count for each second, which is reused after five seconds. There is no timer: the
/// first record of a new second clears the count.
/// </summary>
/// <param name="time">The clock of the timestamps.</param>
internal sealed class LatenessWindow(TimeProvider time)
{
    private const int Seconds = 5;

    private readonly Second[] _ring = [.. Enumerable.Range(0, Seconds).Select(_ => new Second())];
    private readonly Lock _turn = new();

    /// <summary>Records a lateness.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="lateness">How late.</param>
    /// <returns>True for the first record of a new second. The seconds before it can then be judged.</returns>
    public bool Record(long now, TimeSpan lateness)
    {
        var number = NumberOf(now);
        var second = _ring[number % Seconds];
        var isNew = second.Number < number && Begin(second, number);
        second.Counts.Record(lateness);
        return isNew;
    }

    /// <summary>The latenesses of the last five seconds, including the current one.</summary>
    /// <param name="now">The clock's timestamp.</param>
    public LatenessSummary At(long now)
    {
        var number = NumberOf(now);
        return LatenessCounts.Summarize(_ring.Where(second => second.Number > number - Seconds).Select(second => second.Counts));
    }

    // Counted from 1, so that no second has the number of an unused count.
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
