namespace MockLlm.Web.Metrics;

/// <summary>Counts latenesses in buckets. Its memory is fixed. Recording is one atomic addition and allocates nothing.</summary>
internal sealed class LatenessCounts
{
    private readonly long[] _counts = new long[LatenessBuckets.Count];

    public void Record(TimeSpan lateness) => Interlocked.Increment(ref _counts[LatenessBuckets.Of(lateness)]);

    public void Clear() => Array.Clear(_counts);

    /// <summary>Adds several counts up.</summary>
    public static LatenessSummary Summarize(IEnumerable<LatenessCounts> several)
    {
        var sum = new long[LatenessBuckets.Count];
        foreach (var one in several)
        {
            for (var bucket = 0; bucket < sum.Length; bucket++)
            {
                sum[bucket] += Volatile.Read(ref one._counts[bucket]);
            }
        }

        return new(sum);
    }
}
