namespace MockLlm.Web.Metrics;

/// <summary>A snapshot of counted latenesses.</summary>
/// <param name="counts">The count of each bucket of <see cref="LatenessBuckets"/>.</param>
internal sealed class LatenessSummary(long[] counts)
{
    public long Total { get; } = counts.Sum();

    /// <summary>A quantile of the latenesses. It is at most 3.2 % too long, and zero if nothing was counted.</summary>
    /// <param name="share">From 0 to 1, such as 0.99.</param>
    public TimeSpan Quantile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Total));
        var seen = 0L;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            seen += counts[bucket];
            if (seen >= rank)
            {
                return LatenessBuckets.Longest(bucket);
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>The number of latenesses up to a bound. A bucket that reaches over the bound is not counted.</summary>
    public long AtMost(TimeSpan bound)
    {
        var sum = 0L;
        for (var bucket = 0; bucket < counts.Length && LatenessBuckets.Longest(bucket) <= bound; bucket++)
        {
            sum += counts[bucket];
        }

        return sum;
    }
}
