using MockLlm.Engine.Faults.Kinds;

namespace MockLlm.Engine.Faults.Replies;

/// <summary>Puts bytes into bytes.</summary>
internal static class Corruption
{
    public static byte[] Insert(ReadOnlyMemory<byte> bytes, int at, ReadOnlySpan<byte> bad) => [.. bytes.Span[..at], .. bad, .. bytes.Span[at..]];

    /// <summary>A plain body with bytes put in, not within a character.</summary>
    public static FaultedReply Body(PlainBody body, int at, ReadOnlySpan<byte> bad)
    {
        while (at < body.Bytes.Length && IsWithinCharacter(body.Bytes.Span[at]))
        {
            at++;
        }

        var spoilt = Insert(body.Bytes, at, bad);
        return new([new Frame(spoilt, body.Due)]) { Length = spoilt.Length };
    }

    private static bool IsWithinCharacter(byte value) => (value & 0xC0) == 0x80;
}
