using System.Diagnostics;

namespace MockLlm.Bench.Load;

/// <summary>Counts durations in buckets. They are 10 us wide up to 1 s, and 1 ms wide up to 100 s. Longer durations count as 100 s.</summary>
internal sealed class Histogram
{
    private const int Fine = 100_000;
    private const int Coarse = 99_000;
    private const double FineWidth = 0.01; // in ms
    private static readonly double PerMillisecond = Stopwatch.Frequency / 1000.0;

    private readonly int[] _counts = new int[Fine + Coarse + 1];
    private double _sum;

    /// <summary>The number of durations.</summary>
    public long Count { get; private set; }

    /// <summary>The exact mean in milliseconds, or NaN if there is no duration.</summary>
    public double Mean => _sum / Count;

    /// <summary>The exact longest duration in milliseconds.</summary>
    public double Max { get; private set; }

    /// <summary>Adds a duration.</summary>
    /// <param name="ticks">The duration in ticks of <see cref="Stopwatch"/>. A negative value counts as zero.</param>
    public void Add(long ticks)
    {
        var milliseconds = Math.Max(0, ticks) / PerMillisecond;
        _counts[Bucket(milliseconds)]++;
        _sum += milliseconds;
        Max = Math.Max(Max, milliseconds);
        Count++;
    }

    /// <summary>A quantile in milliseconds, exact to half a bucket, or NaN if there is no duration.</summary>
    public double Quantile(double share)
    {
        if (Count == 0)
        {
            return double.NaN;
        }

        var rank = (long)((share * (Count - 1)) + 0.5);
        var bucket = 0;
        for (long below = _counts[0]; below <= rank; below += _counts[bucket])
        {
            bucket++;
        }

        return Math.Min(Middle(bucket), Max);
    }

    private static int Bucket(double milliseconds) => milliseconds < Fine * FineWidth
        ? (int)(milliseconds / FineWidth)
        : (int)Math.Min(Fine + milliseconds - (Fine * FineWidth), Fine + Coarse);

    private static double Middle(int bucket) => bucket < Fine
        ? (bucket + 0.5) * FineWidth
        : (Fine * FineWidth) + (bucket - Fine) + 0.5;
}
