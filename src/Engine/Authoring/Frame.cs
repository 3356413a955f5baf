using System.Buffers;
using System.Text;

namespace MockLlm.Engine;

/// <summary>One event of a stream: the bytes that go out together, and when.</summary>
public readonly record struct Frame
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly FrameTemplate? _template;
    private readonly ReadOnlyMemory<char> _piece;

    /// <param name="bytes">The encoded event with its separators, as the client will read it.</param>
    /// <param name="due">When it is to leave, counted from the request's arrival. Zero: at once.</param>
    /// <param name="type">The event's type in the vendor's words, where it has one.</param>
    public Frame(ReadOnlyMemory<byte> bytes, TimeSpan due = default, string? type = null)
    {
        _bytes = bytes;
        Due = due;
        Event = type;
    }

    internal Frame(FrameTemplate template, TimedText piece, string? type)
    {
        _template = template;
        _piece = piece.Text;
        Due = piece.Due;
        Event = type;
    }

    /// <summary>The encoded event with its separators, as the client will read it.</summary>
    public ReadOnlyMemory<byte> Bytes => _template is null ? _bytes : _template.Bytes(_piece.Span);

    /// <summary>When it is to leave, counted from the request's arrival. Zero: at once.</summary>
    public TimeSpan Due { get; init; }

    /// <summary>The event's type in the vendor's words, where it has one.</summary>
    public string? Event { get; init; }

    /// <summary>What it is in its stream. Where no frame is marked, the last one counts as the terminator.</summary>
    public FrameRole Role { get; init; }

    /// <summary>Whether the frame after it is due too, so that both can leave in one write.</summary>
    internal bool IsFollowed { get; init; }

    /// <summary>A frame of plain text, in UTF-8.</summary>
    /// <param name="text">The text.</param>
    public static Frame Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The same frame with other bytes.</summary>
    internal Frame WithBytes(ReadOnlyMemory<byte> bytes) => new(bytes, Due, Event) { Role = Role };

    /// <summary>Writes the bytes where they go out; a piece of text is encoded on the way, without bytes of its own.</summary>
    /// <param name="output">The response body.</param>
    /// <returns>How many bytes.</returns>
    internal int WriteTo(IBufferWriter<byte> output)
    {
        if (_template is not null)
        {
            return _template.Write(_piece.Span, output);
        }

        output.Write(_bytes.Span);
        return _bytes.Length;
    }
}
