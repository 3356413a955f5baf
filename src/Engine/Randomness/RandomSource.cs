using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MockLlm.Engine.Randomness;

/// <summary>
/// The random choices of one request. Each is a hash of the seed, what is decided, the request's key and how often that very
/// key has come, so the same request gets the same fate at any concurrency and in any order.
/// </summary>
/// <param name="Key">The hash of seed, request key and ordinal.</param>
internal readonly record struct RandomSource(ulong Key)
{
    /// <param name="seed">The server's seed.</param>
    /// <param name="requestKey">The hash of what was sent.</param>
    /// <param name="ordinal">How often the same request came before.</param>
    public static RandomSource Of(ulong seed, ulong requestKey, int ordinal)
    {
        Span<ulong> parts = [seed, requestKey, (ulong)ordinal];
        return new(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(parts)));
    }

    /// <summary>An endless sequence of random numbers for one purpose, independent of every other purpose's.</summary>
    /// <param name="purpose">What is decided, such as <c>lag</c> or <c>id</c>.</param>
    public RandomSequence For(string purpose) =>
        new(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(purpose.AsSpan()), unchecked((long)Key)));
}
