using System.Numerics;

namespace MockLlm.Web.Metrics;

/// <summary>
/// Splits a counter into stripes, so that cores do not write to the same cache line. A core that adds to a line takes it away from all other
/// cores, which then wait for it.
/// </summary>
internal static class Stripes
{
    /// <summary>The distance in numbers of 8 bytes between what two cores write: two lines of 64 bytes, because processors load lines in pairs.</summary>
    public const int Distance = 128 / sizeof(long);

    // Above, several cores share a stripe.
    private const int Most = 64;

    /// <summary>The number of stripes: a power of two, and as many as there are cores.</summary>
    public static int Count { get; } = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount), Most);

    /// <summary>The stripe of the core that the current thread runs on. It may change at any time, so additions must be atomic.</summary>
    /// <param name="count">The number of stripes, a power of two.</param>
    public static int Here(int count) => Thread.GetCurrentProcessorId() & (count - 1);
}
