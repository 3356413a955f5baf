using System.Text;

namespace MockLlm.Engine;

/// <summary>One event of a stream: the bytes that go out together, and when.</summary>
/// <param name="Bytes">The encoded event with its separators, as the client will read it.</param>
/// <param name="Due">When it is to leave, counted from the request's arrival. Zero: at once.</param>
/// <param name="Event">The event's type in the vendor's words, where it has one.</param>
public readonly record struct Frame(ReadOnlyMemory<byte> Bytes, TimeSpan Due = default, string? Event = null)
{
    /// <summary>A frame of plain text, in UTF-8.</summary>
    /// <param name="text">The text.</param>
    public static Frame Of(string text) => new(Encoding.UTF8.GetBytes(text));
}
