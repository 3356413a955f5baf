namespace MockLlm.Web.Metrics;

/// <summary>The latenesses of one moment's reading.</summary>
/// <param name="counts">How many are in each of <see cref="LatenessBuckets"/>.</param>
internal sealed class LatenessSummary(long[] counts)
{
    public long Total { get; } = counts.Sum();

    /// <summary>A lateness that so many are at most; at most 3.2 % too long. Zero where there are none.</summary>
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

    /// <summary>How many are at most a bound, those in a bucket that reaches over it left out.</summary>
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
