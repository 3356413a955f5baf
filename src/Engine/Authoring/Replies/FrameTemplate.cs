using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MockLlm.Engine;

/// <summary>
/// A kind of frame in which only one string differs, the piece of text. The bytes before and after the piece are encoded once per stream,
/// so each frame costs only the escaping of its piece.
/// </summary>
internal sealed class FrameTemplate
{
    /// <summary>Marks the place of the piece in the template. Every JSON writer escapes it as the same six ASCII bytes.</summary>
    public const string Gap = "\u0001";

    // A UTF-16 unit has at most three bytes in UTF-8. An escaped ASCII character has at most six.
    private const int MaxBytesPerUnit = 6;

    // The buffers of the response body hold 4 KiB, so a longer piece is encoded into an array of its own.
    private const int MaxInPlaceLength = 256;

    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly string? _event;

    /// <param name="frame">The whole frame with <see cref="Gap"/> in place of the piece. If there are several, the last one counts.</param>
    /// <param name="name">The event type of the frame, or null if it has none.</param>
    public FrameTemplate(ReadOnlySpan<byte> frame, string? name = null)
    {
        var gap = "\\u0001"u8;
        var at = frame.LastIndexOf(gap);
        _before = frame[..at].ToArray();
        _after = frame[(at + gap.Length)..].ToArray();
        _event = name;
    }

    /// <summary>Creates the frame for one piece.</summary>
    public Frame Fill(TimedText piece) => new(this, piece, _event);

    /// <summary>Writes the frame for one piece.</summary>
    /// <returns>The number of bytes written.</returns>
    public int Write(ReadOnlySpan<char> piece, IBufferWriter<byte> output)
    {
        if (piece.Length > MaxInPlaceLength)
        {
            var bytes = Bytes(piece).Span;
            output.Write(bytes);
            return bytes.Length;
        }

        var length = Fill(piece, output.GetSpan(MaxFrameLength(piece)));
        output.Advance(length);
        return length;
    }

    /// <summary>The bytes of the frame for one piece.</summary>
    public ReadOnlyMemory<byte> Bytes(ReadOnlySpan<char> piece)
    {
        var bytes = new byte[MaxFrameLength(piece)];
        return bytes.AsMemory(0, Fill(piece, bytes));
    }

    private int MaxFrameLength(ReadOnlySpan<char> piece) => _before.Length + (piece.Length * MaxBytesPerUnit) + _after.Length;

    private int Fill(ReadOnlySpan<char> piece, Span<byte> frame)
    {
        _before.CopyTo(frame);
        var text = frame[_before.Length..];
        var length = Encode(piece, text);
        _after.CopyTo(text[length..]);
        return _before.Length + length + _after.Length;
    }

    // Most pieces need no escapes, so each is first written to its final place.
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
