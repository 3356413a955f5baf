namespace MockLlm.Web.Metrics;

/// <summary>Measures how long after its due time each paced event is sent: since the start, and over the last seconds.</summary>
/// <param name="time">The clock.</param>
internal sealed class Lateness(TimeProvider time)
{
    private const int Fewest = 100;

    private readonly LatenessCounts _all = new();
    private readonly LatenessWindow _window = new(time);
    private readonly StripedCounter _ticks = new();
    private long _longest;

    /// <summary>The sum of all latenesses since the start.</summary>
    public TimeSpan Sum => TimeSpan.FromTicks(_ticks.Value);

    public TimeSpan Longest => TimeSpan.FromTicks(Volatile.Read(ref _longest));

    /// <summary>Since the start.</summary>
    public LatenessSummary All() => LatenessCounts.Summarize([_all]);

    /// <summary>Over the last five seconds.</summary>
    public LatenessSummary Recent() => _window.At(time.GetTimestamp());

    /// <summary>
    /// The 99th percentile of the last five seconds. It is zero with fewer than 100 events, because a single late one would then be more than
    /// 1 %, which means nothing on an idle server.
    /// </summary>
    public TimeSpan RecentP99() => Recent() is { Total: >= Fewest } recent ? recent.Quantile(0.99) : TimeSpan.Zero;

    /// <summary>Resets the counts since the start. The last seconds stay.</summary>
    public void Reset()
    {
        _all.Clear();
        _ticks.Clear();
        Volatile.Write(ref _longest, 0);
    }

    /// <summary>Records one event. It takes a few atomic additions and allocates nothing.</summary>
    /// <param name="now">The clock's timestamp when the event was sent.</param>
    /// <param name="lateness">How late that was.</param>
    /// <returns>True for the first event of a new second.</returns>
    public bool Record(long now, TimeSpan lateness)
    {
        var late = lateness < TimeSpan.Zero ? TimeSpan.Zero : lateness;
        _all.Record(late);
        _ticks.Add(late.Ticks);
        for (var longest = Volatile.Read(ref _longest); late.Ticks > longest;)
        {
            longest = Interlocked.CompareExchange(ref _longest, late.Ticks, longest);
        }

        return _window.Record(now, late);
    }
}
