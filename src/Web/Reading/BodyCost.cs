using System.Numerics;
using MockLlm.Engine.Json;

namespace MockLlm.Web.Reading;

/// <summary>The memory that reading a body takes, besides the body itself.</summary>
/// <param name="Document">The bytes of the JSON document. It is released as soon as the body has been checked.</param>
/// <param name="Objects">The bytes of the objects and texts that are read from it. They stay until the reply is over.</param>
internal readonly record struct BodyCost(long Document, long Objects)
{
    /// <summary>
    /// The memory that must be there for a body, as a multiple of its size. Reading it takes about five times its size, and bodies that still
    /// arrive may hold the other half of the memory.
    /// </summary>
    public const int LeastFactor = 10;

    // System.Text.Json keeps 12 bytes for each value, name, and start and end of an array or object. The array grows by doubling, and
    // begins with as many bytes as the body has, rounded up to a power of two.
    private const int RowBytes = 12;
    private const int LeastRowsFactor = 2;

    // The text of a string has two bytes for each character.
    private const int TextFactor = 2;

    // An object with a few short strings takes about so much for each value and name in it.
    private const int ValueBytes = 64;

    /// <summary>Estimates the cost of a body.</summary>
    public static BodyCost Of(ReadOnlySpan<byte> body)
    {
        var rows = JsonRows.Most(body);
        return new(DocumentOf(body.Length, rows), (TextFactor * (long)body.Length) + (ValueBytes * rows));
    }

    private static long DocumentOf(long length, long rows)
    {
        var first = LeastRowsFactor * length;
        var needed = rows * RowBytes;
        // While the array grows, the smaller one is there as well.
        return needed <= first ? first : (long)BitOperations.RoundUpToPowerOf2((ulong)needed) * 3 / 2;
    }
}
