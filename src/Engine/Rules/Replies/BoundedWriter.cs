using System.Globalization;
using System.Text;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>A writer that keeps the first characters. When it is full, the next write throws, because the rest would be dropped.</summary>
/// <param name="most">The most characters that are kept. A surrogate pair is never split.</param>
internal sealed class BoundedWriter(int most) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _kept = new();

    public override Encoding Encoding => Encoding.Unicode;

    /// <summary>Whether something was dropped.</summary>
    public bool IsFull { get; private set; }

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <exception cref="IOException">The writer is full.</exception>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        var room = most - _kept.Length;
        _kept.Append(buffer.Length <= room ? buffer : buffer[..room]);
        if (buffer.Length > room)
        {
            IsFull = true;
            throw new IOException("The text is as long as it may be.");
        }
    }

    public override string ToString()
    {
        var isHalf = _kept.Length == most && most > 0 && char.IsHighSurrogate(_kept[^1]);
        return _kept.ToString(0, _kept.Length - (isHalf ? 1 : 0));
    }
}
