using System.Numerics;

namespace MockLlm.Web.Metrics;

/// <summary>
/// The buckets that latenesses are counted in, in ticks of 100 ns, as HdrHistogram has them: one tick wide up to 6.4 us, then 32 to
/// each doubling, so that a bucket is at most 3.2 % wide. What is longer than 107 s is counted as that.
/// </summary>
internal static class LatenessBuckets
{
    private const int PerDoubling = 32;
    private const int PerDoublingBits = 5;
    private const int LongestBits = 30;

    public const int Count = (LongestBits - PerDoublingBits + 1) * PerDoubling;

    /// <summary>The bucket of a lateness. Early is not late.</summary>
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
