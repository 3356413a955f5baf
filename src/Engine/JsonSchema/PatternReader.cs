namespace MockLlm.Engine.JsonSchema;

/// <summary>Reads regular expressions as JSON Schema has them (those of ECMAScript). Look-around, references and \b are not read.</summary>
internal sealed partial class PatternReader
{
    private const int Deepest = 50;

    private readonly int[] _text;
    private int _at;
    private int _depth;
    private bool _exact = true;
    private bool _anchorsInside;
    private bool _failed;

    private PatternReader(string pattern) => _text = [.. pattern.EnumerateRunes().Select(rune => rune.Value)];

    /// <returns>The pattern; null when it holds what is not read here or is none.</returns>
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
            case '[': return PatternClass();
            case '.': return new PatternPart.Characters([('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)], Negated: true);
            case '\\': return Escaped();
            case '^':
                _anchorsInside |= index > 0 || _depth > 0;
                return new PatternPart.Anchor(Start: true);
            case '$':
                _anchorsInside |= _depth > 0 || (_at < _text.Length && _text[_at] != '|');
                return new PatternPart.Anchor(Start: false);
            case '*' or '+' or '?': return Fail();
            default: return new PatternPart.Characters([(character, character)], Negated: false);
        }
    }

    private PatternPart Group()
    {
        if (++_depth > Deepest)
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

    // `(?<name>…)`; what looks like it and is not, looks around.
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
