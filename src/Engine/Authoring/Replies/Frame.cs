using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace MockLlm.Engine;

/// <summary>One event of a stream: bytes that are sent together, and the time when they are sent.</summary>
public readonly record struct Frame
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly FrameTemplate? _template;
    private readonly ReadOnlyMemory<char> _piece;

    /// <summary>Creates a frame.</summary>
    /// <param name="bytes">The encoded event with its separators, exactly as the client receives it.</param>
    /// <param name="due">When the frame is sent, counted from the arrival of the request. Zero means at once.</param>
    /// <param name="type">The type of the event as the vendor names it, or null if it has none.</param>
    public Frame(ReadOnlyMemory<byte> bytes, TimeSpan due = default, string? type = null)
    {
        _bytes = bytes;
        Due = due;
        Event = type;
    }

    internal Frame(FrameTemplate template, TimedText piece, string? type)
        : this(default(ReadOnlyMemory<byte>), piece, type)
    {
        _template = template;
        _piece = piece.Text;
    }

    /// <summary>Creates the frame of a piece of text.</summary>
    internal Frame(ReadOnlyMemory<byte> bytes, TimedText piece, string? type = null)
        : this(bytes, piece.Due, type) => Tokens = (ushort)Math.Min(piece.Tokens, ushort.MaxValue);

    /// <summary>The encoded event with its separators, exactly as the client receives it.</summary>
    public ReadOnlyMemory<byte> Bytes => _template is null ? _bytes : _template.Bytes(_piece.Span);

    /// <summary>When the frame is sent, counted from the arrival of the request. Zero means at once.</summary>
    public TimeSpan Due { get; init; }

    /// <summary>The type of the event as the vendor names it, or null if it has none.</summary>
    public string? Event { get; init; }

    /// <summary>
    /// The role of the frame in its stream. If all frames have the role <see cref="FrameRole.Content"/>, the last one counts as the
    /// terminator.
    /// </summary>
    public FrameRole Role { get; init; }

    /// <summary>The number of tokens that the frame brings, at most 65,535.</summary>
    internal ushort Tokens { get; init; }

    /// <summary>Whether the next frame is due too. Both are then sent in one write.</summary>
    internal bool IsFollowed { get; init; }

    /// <summary>The bytes that the frame takes in memory, without the text of a template's piece.</summary>
    internal int Size => Unsafe.SizeOf<Frame>() + _bytes.Length;

    /// <summary>Creates a frame from a text in UTF-8.</summary>
    /// <param name="text">The text.</param>
    public static Frame Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The same frame with other bytes.</summary>
    internal Frame WithBytes(ReadOnlyMemory<byte> bytes) => new(bytes, Due, Event) { Role = Role, Tokens = Tokens };

    /// <summary>
    /// Writes the bytes to the response. The piece of a template is encoded directly into the output, without an array of its own.
    /// </summary>
    /// <param name="output">The response body.</param>
    /// <returns>The number of bytes written.</returns>
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

/// <summary>The role of a frame in its stream. Faults that end a stream early depend on it.</summary>
public enum FrameRole : byte
{
    /// <summary>A frame before the finish.</summary>
    Content,

    /// <summary>A frame that says that the completion is finished, or a frame after it, such as one with the usage.</summary>
    Finish,

    /// <summary>The end marker, such as <c>[DONE]</c>.</summary>
    Terminator,
}
