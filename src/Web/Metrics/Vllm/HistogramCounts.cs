namespace MockLlm.Web.Metrics.Vllm;

/// <summary>The counts of one histogram. One thread at a time uses it.</summary>
/// <param name="histogram">The histogram.</param>
internal sealed class HistogramCounts(VllmHistogram histogram)
{
    private readonly long[] _buckets = new long[histogram.Bounds.Length + 1];

    /// <summary>What is counted.</summary>
    public VllmHistogram Histogram => histogram;

    /// <summary>The sum of all values.</summary>
    public double Sum { get; private set; }

    /// <summary>The number of values.</summary>
    public long Count => _buckets.Sum();

    /// <summary>Counts a value.</summary>
    /// <param name="value">The value in the histogram's unit.</param>
    /// <param name="times">How often it occurred.</param>
    public void Observe(double value, long times = 1)
    {
        _buckets[histogram.BucketOf(value)] += times;
        Sum += value * times;
    }

    /// <summary>Adds the counts of the same histogram.</summary>
    public void Add(HistogramCounts other)
    {
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
        {
            _buckets[bucket] += other._buckets[bucket];
        }

        Sum += other.Sum;
    }

    /// <summary>For each bound, the number of values up to it.</summary>
    public IEnumerable<(double Bound, long Count)> UpToBounds()
    {
        var count = 0L;
        for (var bucket = 0; bucket < histogram.Bounds.Length; bucket++)
        {
            count += _buckets[bucket];
            yield return (histogram.Bounds[bucket], count);
        }
    }

    public void Clear()
    {
        Array.Clear(_buckets);
        Sum = 0;
    }
}
