using System.Globalization;

namespace MockLlm.Engine.JsonSchema;

// Reads how often something is said: `?`, `*`, `+` and `{1,3}`.
internal sealed partial class PatternReader
{
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
        var end = _text[_at] == '{' ? Array.IndexOf(_text, '}', _at) : -1;
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
}
