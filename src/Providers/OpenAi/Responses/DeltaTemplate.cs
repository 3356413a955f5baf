using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The delta events of one part. They differ only in their number and their piece, so the rest is encoded once.</summary>
internal sealed class DeltaTemplate
{
    public const string Number = "sequence_number";

    private const int LongestNumber = 11;

    private readonly byte[] _before;
    private readonly byte[] _between;
    private readonly byte[] _after;
    private readonly string _type;

    /// <param name="frame">A whole event with the number 0. <see cref="FrameTemplate.Gap"/> stands for the piece.</param>
    /// <param name="type">The type of the event.</param>
    public DeltaTemplate(ReadOnlySpan<byte> frame, string type)
    {
        var numbered = "\"sequence_number\":0"u8;
        var number = frame.IndexOf(numbered) + numbered.Length - 1;
        var gap = frame.LastIndexOf("\\u0001"u8);
        _before = frame[..number].ToArray();
        _between = frame[(number + 1)..gap].ToArray();
        _after = frame[(gap + 6)..].ToArray();
        _type = type;
    }

    /// <summary>Returns the event for one piece.</summary>
    public Frame Fill(int number, TimedText piece)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        Utf8Formatter.TryFormat(number, digits, out var length);
        var text = JsonEncodedText.Encode(piece.Text.Span, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        return new((byte[])[.. _before, .. digits[..length], .. _between, .. text, .. _after], piece, _type);
    }
}
