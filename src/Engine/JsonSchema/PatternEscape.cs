using System.Globalization;

namespace MockLlm.Engine.JsonSchema;

/// <summary>The meaning of a backslash in a regular expression.</summary>
/// <param name="Characters">The characters that the escape stands for.</param>
/// <param name="IsExact">False for Unicode properties, which are reduced to ASCII.</param>
internal sealed record PatternEscape(PatternPart.Characters Characters, bool IsExact)
{
    private static readonly (int First, int Last)[] Word = [('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')];
    private static readonly (int First, int Last)[] Space = [(' ', ' '), ('\t', '\r'), (0xA0, 0xA0), (0x2028, 0x2029), (0xFEFF, 0xFEFF)];

    /// <param name="text">The code points of the pattern.</param>
    /// <param name="at">The position after the backslash. It is moved to the end of the escape.</param>
    /// <returns>The escape, or null if it is not supported, such as <c>\b</c> and references to groups.</returns>
    public static PatternEscape? Read(int[] text, ref int at) => at >= text.Length ? null : text[at++] switch
    {
        'd' => Set([('0', '9')]),
        'D' => Set([('0', '9')], negated: true),
        'w' => Set(Word),
        'W' => Set(Word, negated: true),
        's' => Set(Space),
        'S' => Set(Space, negated: true),
        't' => One('\t'),
        'n' => One('\n'),
        'r' => One('\r'),
        'f' => One('\f'),
        'v' => One('\v'),
        'x' => Hex(text, ref at, 2),
        'u' => Hex(text, ref at, 4),
        'p' => Property(text, ref at),
        >= '0' and <= '9' or >= 'a' and <= 'z' or >= 'A' and <= 'Z' => null,
        var character => One(character),
    };

    private static PatternEscape Set((int First, int Last)[] ranges, bool negated = false) => new(new(ranges, negated), IsExact: true);

    private static PatternEscape One(int character) => Set([(character, character)]);

    private static PatternEscape? Hex(int[] text, ref int at, int digits)
    {
        var written = string.Concat(text.Skip(at).Take(digits).Select(char.ConvertFromUtf32));
        at += digits;
        return written.Length == digits && int.TryParse(written, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && !char.IsSurrogate((char)value) ? One(value) : null;
    }

    private static PatternEscape? Property(int[] text, ref int at)
    {
        var end = Array.IndexOf(text, '}', at);
        if (end < 0 || text[at] != '{')
        {
            return null;
        }

        var name = string.Concat(text[(at + 1)..end].Select(char.ConvertFromUtf32));
        at = end + 1;
        (int First, int Last)[]? ranges = name switch
        {
            "L" or "Letter" or "Alphabetic" => [('a', 'z'), ('A', 'Z')],
            "Lu" or "Uppercase_Letter" or "Uppercase" => [('A', 'Z')],
            "Ll" or "Lowercase_Letter" or "Lowercase" => [('a', 'z')],
            "N" or "Nd" or "Number" or "Decimal_Number" => [('0', '9')],
            _ => null,
        };
        return ranges is null ? null : new(new(ranges, negated: false), IsExact: false);
    }
}
