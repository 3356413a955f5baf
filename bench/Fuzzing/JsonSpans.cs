namespace MockLlm.Bench.Fuzzing;

/// <summary>A value or a key in a JSON text.</summary>
/// <param name="Start">The position of its first character.</param>
/// <param name="End">The position after its last character.</param>
/// <param name="IsKey">Whether it is the key of a property.</param>
internal readonly record struct JsonSpan(int Start, int End, bool IsKey);

/// <summary>Finds the values and keys in a JSON text. The text may be broken.</summary>
internal static class JsonSpans
{
    public static List<JsonSpan> In(string text)
    {
        var spans = new List<JsonSpan>();
        var open = new Stack<int>();
        for (var at = 0; at < text.Length;)
        {
            switch (text[at])
            {
                case '{' or '[':
                    open.Push(at++);
                    break;
                case '}' or ']':
                    at++;
                    if (open.TryPop(out var start))
                    {
                        spans.Add(new(start, at, IsKey: false));
                    }

                    break;
                case '"':
                    var end = EndOfString(text, at + 1);
                    spans.Add(new(at, end, IsKey: end < text.Length && text[end] == ':'));
                    at = end;
                    break;
                case var other when char.IsAsciiLetterOrDigit(other) || other == '-':
                    var last = at;
                    while (last < text.Length && (char.IsAsciiLetterOrDigit(text[last]) || text[last] is '-' or '+' or '.'))
                    {
                        last++;
                    }

                    spans.Add(new(at, last, IsKey: false));
                    at = last;
                    break;
                default:
                    at++;
                    break;
            }
        }

        return spans;
    }

    private static int EndOfString(string text, int at)
    {
        while (at < text.Length && text[at] != '"')
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return Math.Min(at + 1, text.Length);
    }
}
