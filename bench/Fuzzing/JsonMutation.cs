using CsCheck;

namespace MockLlm.Bench.Fuzzing;

/// <summary>Generates JSON texts by changing valid ones: types swapped, deep, huge, doubled, cut off, and more.</summary>
internal static class JsonMutation
{
    private const int MostRepeats = 200;

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "1.5", "-0.0", "128", "129", "2048", "1e999", "-1e999", "1e-400", "2147483647", "2147483648", "-2147483649",
        "9007199254740993", "99999999999999999999", "0.30000000000000004", "1E400", "\"\"", "\" \"", "\"a\"", "\"\\ud83d\"", "\"\\ude00\\ud83d\"", "\"\\u0000\"",
        "\"é😀\"", "\"{{ prompt }}\"", "\"<|endoftext|>\"", "\"null\"", "\"gpt-4o\"", "\"user\"", "\"assistant\"", "\"system\"", "\"tool\"", "\"auto\"", "\"required\"", "\"none\"",
        "\"json_schema\"", "\"object\"", "\"array\"", "\"string\"", "\"integer\"", "\"function\"", "\"text\"", "\"image_url\"", "\"message\"", "\"item_reference\"",
        "\"tool_use\"", "\"tool_result\"", "\"thinking\"", "\"enabled\"", "\"data:image/png;base64,AAAA\"", "\"data:;base64,!\"", "\"http://x/\"", "\"1s\"", "\"2026-01-01T00:00:00Z\"",
        "[]", "{}", "[[]]", "[{}]", "[null]", "[\"a\",1,null,{}]", "{\"type\":\"text\",\"text\":\"a\"}", "{\"type\":\"text\"}", "{\"\":{}}", "{\"$ref\":\"#\"}",
        "\"" + new string('a', 3000) + "\"", Repeated("[", 70) + Repeated("]", 70), Repeated("{\"a\":", 70) + "1" + Repeated("}", 70), Repeated("[", 2000),
    ];

    private static readonly string[] Pieces =
        ["\"", "\\", "{", "}", "[", "]", ",", ":", "\\u0000", "\\ud83d", "\u0000", "\n", " ", "é", "😀", "\uFEFF", "1", "e", "-", ".", "//", "/*", "'", "\uF7FF", "\uF7C0", "\uF7ED\uF7A0\uF780"];

    private static readonly Gen<Func<string, string>> Edit =
        from kind in Gen.Int[0, 12]
        from first in Gen.UInt
        from second in Gen.UInt
        from value in Gen.OneOf(Values)
        from piece in Gen.OneOf(Pieces)
        select new Func<string, string>(text => Apply(text, kind, (int)(first & int.MaxValue), (int)(second & int.MaxValue), value, piece));

    /// <summary>Texts made from one of these by up to six changes.</summary>
    public static Gen<string> Of(string valid) => Edit.Array[0, 6].Select(edits => edits.Aggregate(valid, (text, edit) => edit(text)));

    private static string Apply(string text, int kind, int first, int second, string value, string piece)
    {
        var spans = JsonSpans.In(text);
        var values = spans.FindAll(span => !span.IsKey);
        var keys = spans.FindAll(span => span.IsKey);
        if (values.Count == 0 || keys.Count == 0)
        {
            return text.Insert(first % (text.Length + 1), piece);
        }

        var one = values[first % values.Count];
        var other = values[second % values.Count];
        var key = keys[first % keys.Count];
        return kind switch
        {
            0 or 1 => Replaced(text, one, value),
            2 => Replaced(text, one, text[other.Start..other.End]),
            3 => Removed(text, key, values),
            4 => text.Insert(key.Start, $"{text[key.Start..key.End]}:{value},"),
            5 => Replaced(text, key, text[keys[second % keys.Count].Start..keys[second % keys.Count].End]),
            6 => Replaced(text, one, Repeated("[", 1 + (second % 80)) + text[one.Start..one.End] + Repeated("]", 1 + (second % 80))),
            7 when one.End - one.Start < 200 => Replaced(text, one, string.Join(',', Enumerable.Repeat(text[one.Start..one.End], 1 + (second % MostRepeats)))),
            8 => text[..(first % text.Length)],
            9 => text.Remove(first % text.Length, 1),
            10 => text.Insert(first % text.Length, piece),
            11 => text.Insert(key.Start, $"\"{(char)('a' + (second % 26))}\":{text[one.Start..one.End]},"),
            _ => Replaced(text, one, $"{{{text[key.Start..key.End]}:{value}}}"),
        };
    }

    private static string Replaced(string text, JsonSpan span, string with) => string.Concat(text.AsSpan(0, span.Start), with, text.AsSpan(span.End));

    // Removes a property with the comma that belongs to it.
    private static string Removed(string text, JsonSpan key, List<JsonSpan> values)
    {
        var value = values.Where(value => value.Start > key.End - 1).OrderBy(value => value.Start).ThenByDescending(value => value.End).FirstOrDefault();
        var end = Math.Max(value.End, key.End);
        return end < text.Length && text[end] == ',' ? text.Remove(key.Start, end + 1 - key.Start)
            : key.Start > 0 && text[key.Start - 1] == ',' ? text.Remove(key.Start - 1, end + 1 - key.Start)
            : text.Remove(key.Start, end - key.Start);
    }

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
