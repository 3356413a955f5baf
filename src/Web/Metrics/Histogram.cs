namespace MockLlm.Web.Metrics;

/// <summary>Counts values by the smallest bound that holds them. Memory is fixed; recording takes two atomic additions.</summary>
/// <param name="bounds">The upper bounds, ascending; values over the last one are counted apart.</param>
internal sealed class Histogram(IReadOnlyList<double> bounds)
{
    // A sum of doubles cannot be added to atomically without a loop; nanounits in a long can.
    private const double Nano = 1e9;

    private readonly double[] _bounds = [.. bounds];
    private readonly long[] _counts = new long[bounds.Count + 1];
    private long _sum;

    public double Sum => Volatile.Read(ref _sum) / Nano;

    public void Record(double value)
    {
        var bucket = Array.BinarySearch(_bounds, value);
        Interlocked.Increment(ref _counts[bucket < 0 ? ~bucket : bucket]);
        Interlocked.Add(ref _sum, (long)(value * Nano));
    }

    /// <summary>How many values are at most each bound, ascending; the last bound is infinite and its count is that of all values.</summary>
    public IReadOnlyList<(double Bound, long Count)> Cumulative()
    {
        var rows = new List<(double, long)>(_counts.Length);
        var total = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            total += Volatile.Read(ref _counts[i]);
            rows.Add((i < _bounds.Length ? _bounds[i] : double.PositiveInfinity, total));
        }

        return rows;
    }
}
