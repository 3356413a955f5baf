using System.Text.Encodings.Web;
using System.Text.Json;

namespace MockLlm.Engine.Bodies;

/// <summary>
/// One kind of frame that differs in a single string only. What stands before and after that string is encoded once per stream;
/// a frame then costs the escaping of its piece.
/// </summary>
internal sealed class FrameTemplate
{
    /// <summary>Stands for the piece while the template is written. It is escaped as six ASCII bytes in any JSON.</summary>
    public const string Gap = "\u0001";

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
    public Frame Fill(TimedText piece)
    {
        var text = JsonEncodedText.Encode(piece.Text.Span, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        var bytes = new byte[_before.Length + text.Length + _after.Length];
        _before.CopyTo(bytes, 0);
        text.CopyTo(bytes.AsSpan(_before.Length));
        _after.CopyTo(bytes, _before.Length + text.Length);
        return new Frame(bytes, piece.Due, _event);
    }
}
