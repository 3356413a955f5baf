using System.Text;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>The parts that all chunks of a choice have in common: everything but the delta and the finish reason.</summary>
internal sealed class ChatChunkFrame
{
    /// <summary>The name of the only field in the delta of the chunk that the frame is made from. Its value is null.</summary>
    public const string Gap = "gap";

    private readonly byte[] _before;
    private readonly byte[] _after;

    /// <param name="choice">The index of the choice.</param>
    /// <param name="chunk">A chunk with <see cref="Gap"/> as its delta.</param>
    public ChatChunkFrame(int choice, byte[] chunk)
    {
        Choice = choice;
        var gap = "\"gap\":null"u8;
        var at = chunk.AsSpan().LastIndexOf(gap);
        _before = chunk[..at];
        _after = chunk[(at + gap.Length)..];
    }

    /// <summary>The index of the choice.</summary>
    public int Choice { get; }

    /// <summary>Returns the chunk with a delta.</summary>
    /// <param name="delta">The fields of the delta as JSON, without braces.</param>
    public byte[] With(ReadOnlySpan<byte> delta) => [.. _before, .. delta, .. _after];

    /// <summary>Returns the chunk with an empty delta and a finish reason.</summary>
    /// <param name="reason">The reason. It needs no escapes.</param>
    public byte[] Finished(string reason)
    {
        var field = "\"finish_reason\":"u8;
        var at = _after.AsSpan().IndexOf(field) + field.Length;
        return [.. _before, .. _after[..at], (byte)'"', .. Encoding.ASCII.GetBytes(reason), (byte)'"', .. _after[(at + "null".Length)..]];
    }
}
