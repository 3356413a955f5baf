using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MockLlm.Engine.Randomness;

/// <summary>
/// The random choices of one request. Each depends only on the seed, the purpose, the key of the request and the number of equal requests
/// before it. The same request therefore gets the same choices at any concurrency and in any order.
/// </summary>
/// <param name="Key">The hash of the seed, the request key and the ordinal.</param>
internal readonly record struct RandomSource(ulong Key)
{
    /// <summary>The random choices of a request.</summary>
    /// <param name="seed">The seed of the server or of the request.</param>
    /// <param name="requestKey">The key of the request (<see cref="Identity.RequestKey"/>).</param>
    /// <param name="ordinal">The number of equal requests before this one.</param>
    public static RandomSource Of(ulong seed, ulong requestKey, int ordinal)
    {
        Span<ulong> parts = [seed, requestKey, (ulong)ordinal];
        return new(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(parts)));
    }

    /// <summary>The sequence of random numbers for one purpose. It is independent of the sequences for other purposes.</summary>
    /// <param name="purpose">What the numbers are for, such as <c>lag</c> or <c>id</c>.</param>
    public RandomSequence For(string purpose) =>
        new(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(purpose.AsSpan()), unchecked((long)Key)));
}
