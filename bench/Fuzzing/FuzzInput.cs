using System.Text;

namespace MockLlm.Bench.Fuzzing;

/// <summary>One generated input.</summary>
/// <param name="Place">Where it goes, such as <c>POST /v1/chat/completions</c>. It is not shrunk.</param>
/// <param name="Text">The text. A character from U+F700 to U+F7FF stands for one raw byte.</param>
internal sealed record FuzzInput(string Place, string Text)
{
    private const int FirstByte = 0xF700;

    /// <summary>The text in UTF-8. The characters that stand for raw bytes become these bytes.</summary>
    public byte[] Bytes()
    {
        var bytes = new List<byte>(Text.Length);
        var start = 0;
        for (var at = 0; at < Text.Length; at++)
        {
            if (Text[at] is >= (char)FirstByte and <= (char)(FirstByte + 0xFF))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(Text[start..at]));
                bytes.Add((byte)(Text[at] - FirstByte));
                start = at + 1;
            }
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(Text[start..]));
        return [.. bytes];
    }
}
