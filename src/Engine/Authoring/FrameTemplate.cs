using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MockLlm.Engine;

/// <summary>
/// One kind of frame that differs in a single string only. What stands before and after that string is encoded once per stream;
/// a frame then costs the escaping of its piece.
/// </summary>
internal sealed class FrameTemplate
{
    /// <summary>Stands for the piece while the template is written. It is escaped as six ASCII bytes in any JSON.</summary>
    public const string Gap = "\u0001";

    // One UTF-16 unit becomes at most three bytes of UTF-8, and a byte of ASCII at most six when it is escaped.
    private const int LongestUnit = 6;

    // The response body's own buffers hold 4 KiB; a piece that is a whole page is encoded apart.
    private const int LongestInPlace = 256;

    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly string? _event;

    /// <param name="frame">The whole frame with <see cref="Gap"/> where the piece goes; the last one counts.</param>
    /// <param name="name">The frame's event type, or null.</param>
    public FrameTemplate(ReadOnlySpan<byte> frame, string? name = null)
    {
        var gap = "\\u0001"u8;
        var at = frame.LastIndexOf(gap);
        _before = frame[..at].ToArray();
        _after = frame[(at + gap.Length)..].ToArray();
        _event = name;
    }

    /// <summary>The frame for one piece.</summary>
    public Frame Fill(TimedText piece) => new(this, piece, _event);

    /// <summary>Writes the frame for one piece.</summary>
    /// <returns>Its length in bytes.</returns>
    public int Write(ReadOnlySpan<char> piece, IBufferWriter<byte> output)
    {
        if (piece.Length > LongestInPlace)
        {
            var bytes = Bytes(piece).Span;
            output.Write(bytes);
            return bytes.Length;
        }

        var length = Fill(piece, output.GetSpan(LongestFrame(piece)));
        output.Advance(length);
        return length;
    }

    /// <summary>The frame for one piece, by itself.</summary>
    public ReadOnlyMemory<byte> Bytes(ReadOnlySpan<char> piece)
    {
        var bytes = new byte[LongestFrame(piece)];
        return bytes.AsMemory(0, Fill(piece, bytes));
    }

    private int LongestFrame(ReadOnlySpan<char> piece) => _before.Length + (piece.Length * LongestUnit) + _after.Length;

    private int Fill(ReadOnlySpan<char> piece, Span<byte> frame)
    {
        _before.CopyTo(frame);
        var text = frame[_before.Length..];
        var length = Encode(piece, text);
        _after.CopyTo(text[length..]);
        return _before.Length + length + _after.Length;
    }

    // Most pieces need no escapes: they are written where they stay.
    private static int Encode(ReadOnlySpan<char> piece, Span<byte> text)
    {
        Utf8.FromUtf16(piece, text, out _, out var length);
        var escape = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(text[..length]);
        if (escape < 0)
        {
            return length;
        }

        Span<byte> plain = length <= 256 ? stackalloc byte[length] : new byte[length];
        text[..length].CopyTo(plain);
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(plain, text, out _, out length);
        return length;
    }
}
