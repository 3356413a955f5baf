using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MockLlm.Engine.Hashing;

/// <summary>
/// A key of 128 bits for texts that a client chooses, such as the name of a session or a model. A store with such keys needs the same memory
/// for short and long texts. The seed is drawn at start and never shown, so a client cannot search for two texts with the same key. If two
/// texts had the same key by chance, they would share a counter.
/// </summary>
internal static class ClientKey
{
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    // A missing text differs from an empty one.
    private const long Missing = 1;

    /// <summary>The key of one text.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="purpose">Keys of different purposes differ, also for equal texts.</param>
    public static UInt128 Of(string? text, long purpose = 0) =>
        XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text.AsSpan()), Seed + (purpose << 1) + (text is null ? Missing : 0));

    /// <summary>The key of two texts in their order.</summary>
    public static UInt128 Of(string? first, string? second) => Joined([Of(first), Of(second)]);

    /// <summary>The key of three texts in their order.</summary>
    public static UInt128 Of(string? first, string? second, string? third) => Joined([Of(first), Of(second), Of(third)]);

    /// <summary>The key of several numbers in their order.</summary>
    public static UInt128 OfNumbers(ReadOnlySpan<int> numbers) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(numbers), Seed);

    /// <summary>The key of several keys in their order.</summary>
    public static UInt128 Joined(ReadOnlySpan<UInt128> keys) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(keys), Seed);
}
