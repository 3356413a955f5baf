namespace MockLlm.Engine.JsonSchema;

// Reads sets of characters: `[…]`, and what a backslash stands for.
internal sealed partial class PatternReader
{
    private PatternPart PatternClass()
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
}
