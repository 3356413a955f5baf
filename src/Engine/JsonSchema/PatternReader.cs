using System.Globalization;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// Reads regular expressions as JSON Schema uses them, which are those of ECMAScript. Look-around, references to groups and <c>\b</c> are
/// not supported.
/// </summary>
internal sealed class PatternReader
{
    private const int MaxDepth = 50;
    private const int LongestCount = 24;

    private readonly int[] _text;
    private int _at;
    private int _depth;
    private bool _exact = true;
    private bool _anchorsInside;
    private bool _failed;

    private PatternReader(string pattern) => _text = [.. pattern.EnumerateRunes().Select(rune => rune.Value)];

    /// <returns>The pattern, or null if it is not valid or not supported.</returns>
    public static Pattern? Read(string pattern)
    {
        var reader = new PatternReader(pattern);
        var part = reader.Choice();
        return reader._failed || reader._at < reader._text.Length ? null : new(part, reader._exact, reader._anchorsInside);
    }

    private PatternPart Choice()
    {
        List<PatternPart> options = [Sequence()];
        while (Take('|'))
        {
            options.Add(Sequence());
        }

        return options is [var only] ? only : new PatternPart.Choice(options);
    }

    private PatternPart.Sequence Sequence()
    {
        List<PatternPart> parts = [];
        while (!_failed && _at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            parts.Add(Quantified(Atom(parts.Count)));
        }

        return new(parts);
    }

    private PatternPart Atom(int index)
    {
        var character = _text[_at++];
        switch (character)
        {
            case '(': return Group();
            case '[': return CharacterClass();
            case '.': return new PatternPart.Characters([('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)], negated: true);
            case '\\': return Escaped();
            case '^':
                _anchorsInside |= index > 0 || _depth > 0;
                return new PatternPart.Anchor(Start: true);
            case '$':
                _anchorsInside |= _depth > 0 || (_at < _text.Length && _text[_at] != '|');
                return new PatternPart.Anchor(Start: false);
            case '*' or '+' or '?': return Fail();
            default: return new PatternPart.Characters([(character, character)], negated: false);
        }
    }

    private PatternPart Group()
    {
        if (++_depth > MaxDepth)
        {
            return Fail();
        }

        if (Take('?') && !Take(':') && !SkipName())
        {
            return Fail();
        }

        var inner = Choice();
        _depth--;
        return Take(')') ? inner : Fail();
    }

    // Skips `(?<name>`. False for `(?<=` and `(?<!`, which look around.
    private bool SkipName()
    {
        if (!Take('<') || _at >= _text.Length || _text[_at] is '=' or '!')
        {
            return false;
        }

        var end = Array.IndexOf(_text, '>', _at);
        _at = end + 1;
        return end > 0;
    }

    // `[…]`
    private PatternPart CharacterClass()
    {
        var negated = Take('^');
        List<(int First, int Last)> ranges = [];
        while (!_failed && !Take(']'))
        {
            if (_at >= _text.Length)
            {
                return Fail();
            }

            var from = Member();
            var isRange = from is [var (first, last)] && first == last && _at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] != ']';
            ranges.AddRange(isRange ? RangeFrom(from[0].First) : from);
        }

        return ranges.Count == 0 && !negated ? Fail() : new PatternPart.Characters(ranges, negated);
    }

    private IReadOnlyList<(int First, int Last)> RangeFrom(int first)
    {
        _at++;
        var to = Member();
        _failed |= to is not [var (low, high)] || low != high || low < first;
        return _failed ? [] : [(first, to[0].First)];
    }

    private IReadOnlyList<(int First, int Last)> Member()
    {
        var character = _text[_at++];
        if (character != '\\')
        {
            return [(character, character)];
        }

        var escaped = Escaped() as PatternPart.Characters;
        _failed |= escaped is null or { Negated: true };
        return escaped?.Ranges ?? [];
    }

    private PatternPart Escaped()
    {
        var escape = PatternEscape.Read(_text, ref _at);
        _exact &= escape?.IsExact ?? true;
        return escape is null ? Fail() : escape.Characters;
    }

    // `?`, `*`, `+` and `{1,3}`
    private PatternPart Quantified(PatternPart part)
    {
        if (_at >= _text.Length || part is PatternPart.Anchor)
        {
            return part;
        }

        var (min, max) = (0, (int?)null);
        if (Take('?'))
        {
            max = 1;
        }
        else if (Take('+'))
        {
            min = 1;
        }
        else if (!Take('*') && !Counted(out min, out max))
        {
            return part;
        }

        Take('?');
        return max < min ? Fail() : new PatternPart.Repeat(part, min, max);
    }

    private bool Counted(out int min, out int? max)
    {
        (min, max) = (0, null);
        var end = _text[_at] == '{' ? Array.IndexOf(_text, '}', _at, Math.Min(LongestCount, _text.Length - _at)) : -1;
        if (end < 0)
        {
            return false;
        }

        var parts = string.Concat(_text[(_at + 1)..end].Select(char.ConvertFromUtf32)).Split(',');
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out min))
        {
            return false;
        }

        var open = parts is [_, ""];
        _failed |= !open && !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        max = open || _failed ? null : int.Parse(parts[^1], CultureInfo.InvariantCulture);
        _at = end + 1;
        return true;
    }

    private bool Take(char character)
    {
        var here = _at < _text.Length && _text[_at] == character;
        _at += here ? 1 : 0;
        return here;
    }

    private PatternPart.Sequence Fail()
    {
        _failed = true;
        return new PatternPart.Sequence([]);
    }
}
