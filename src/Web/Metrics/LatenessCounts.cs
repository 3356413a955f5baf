namespace MockLlm.Web.Metrics;

/// <summary>
/// Counts latenesses in buckets. Its memory is fixed. Recording is one atomic addition and allocates nothing. Up to 16 cores have buckets of
/// their own.
/// </summary>
internal sealed class LatenessCounts
{
    private const int MostRows = 16;

    // The buckets of a row, and a distance to the next row.
    private const int RowLength = LatenessBuckets.Count + Stripes.Distance;

    private static readonly int Rows = Math.Min(Stripes.Count, MostRows);

    // One distance is free at the start, because the length of the array is read with each addition.
    private readonly long[] _counts = new long[Stripes.Distance + (Rows * RowLength)];

    public void Record(TimeSpan lateness) => Interlocked.Increment(ref Cell(Stripes.Here(Rows), LatenessBuckets.Of(lateness)));

    public void Clear() => Array.Clear(_counts);

    /// <summary>Adds several counts up.</summary>
    public static LatenessSummary Summarize(IEnumerable<LatenessCounts> several)
    {
        var sum = new long[LatenessBuckets.Count];
        foreach (var one in several)
        {
            for (var row = 0; row < Rows; row++)
            {
                for (var bucket = 0; bucket < sum.Length; bucket++)
                {
                    sum[bucket] += Volatile.Read(ref one.Cell(row, bucket));
                }
            }
        }

        return new(sum);
    }

    /// <summary>The count of a bucket in one row.</summary>
    internal ref long Cell(int row, int bucket) => ref _counts[Stripes.Distance + (row * RowLength) + bucket];
}
