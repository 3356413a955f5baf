using System.Globalization;
using System.Text;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>A writer that keeps the first characters and drops the rest.</summary>
/// <param name="most">The most characters that are kept. A surrogate pair is never split.</param>
internal sealed class BoundedWriter(int most) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _kept = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var room = most - _kept.Length;
        _kept.Append(buffer.Length <= room ? buffer : buffer[..room]);
    }

    public override string ToString()
    {
        var isHalf = _kept.Length == most && most > 0 && char.IsHighSurrogate(_kept[^1]);
        return _kept.ToString(0, _kept.Length - (isHalf ? 1 : 0));
    }
}
