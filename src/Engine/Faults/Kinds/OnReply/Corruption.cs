namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary>Inserts bad bytes into a reply.</summary>
internal static class Corruption
{
    public static byte[] Insert(ReadOnlyMemory<byte> bytes, int at, ReadOnlySpan<byte> bad) => [.. bytes.Span[..at], .. bad, .. bytes.Span[at..]];

    /// <summary>A plain body with bytes inserted. They are moved behind a UTF-8 character that they would split.</summary>
    public static FaultedReply Body(PlainBody body, int at, ReadOnlySpan<byte> bad)
    {
        while (at < body.Bytes.Length && IsWithinCharacter(body.Bytes.Span[at]))
        {
            at++;
        }

        var corrupted = Insert(body.Bytes, at, bad);
        return new([new Frame(corrupted, body.Due)]) { Length = corrupted.Length };
    }

    private static bool IsWithinCharacter(byte value) => (value & 0xC0) == 0x80;
}
