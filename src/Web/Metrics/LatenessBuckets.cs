using System.Numerics;

namespace MockLlm.Web.Metrics;

/// <summary>
/// The buckets that latenesses are counted in, as in HdrHistogram. A bucket is one tick of 100 ns wide up to 6.4 us. Above, there are 32
/// buckets for each doubling, so that a bucket is at most 3.2 % wide. Latenesses over 107 s are counted as 107 s.
/// </summary>
internal static class LatenessBuckets
{
    private const int PerDoubling = 32;
    private const int PerDoublingBits = 5;
    private const int LongestBits = 30;

    public const int Count = (LongestBits - PerDoublingBits + 1) * PerDoubling;

    /// <summary>The bucket of a lateness. A negative lateness counts as zero.</summary>
    public static int Of(TimeSpan lateness)
    {
        var ticks = Math.Clamp(lateness.Ticks, 0, (1L << LongestBits) - 1);
        var shift = Math.Max(0, BitOperations.Log2((ulong)ticks) - PerDoublingBits);
        return (shift * PerDoubling) + (int)(ticks >> shift);
    }

    /// <summary>The longest lateness that a bucket holds.</summary>
    public static TimeSpan Longest(int bucket)
    {
        var shift = Math.Max(0, (bucket / PerDoubling) - 1);
        return TimeSpan.FromTicks(((bucket - (shift * PerDoubling) + 1L) << shift) - 1);
    }
}
