using System.Text;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Texts: by pattern, by format, by what the property's name hints at, else words.</summary>
internal sealed partial class JsonFromSchema
{
    private const int TriesForText = 60;
    private const int UsualRounds = 4;

    private string? Text(Conjunction all, Spot spot)
    {
        var min = all.Nodes.Max(node => node.MinLength) ?? 0;
        var max = all.Nodes.Min(node => node.MaxLength) ?? int.MaxValue;
        if (min > max || min > MostCharacters)
        {
            return $"{spot}: a text of at least {min} and at most {max} characters cannot be made";
        }

        string[] patterns = [.. all.Nodes.Select(node => node.Pattern).OfType<string>().Distinct()];
        string[] formats = [.. all.Nodes.Select(node => node.Format).OfType<string>().Distinct()];
        if (patterns.FirstOrDefault(pattern => PatternOf(pattern) is null) is { } unread)
        {
            return $"{spot}: the pattern '{unread}' is not supported";
        }

        for (var attempt = 0; attempt < TriesForText && !IsSpent; attempt++)
        {
            if (Draft(patterns, formats, spot.Name, min, max, attempt) is { } text && Fits(text, patterns, formats, min, max))
            {
                _text.Append(JsonTexts.Text(text));
                return null;
            }
        }

        return $"{spot}: no text was found that fits";
    }

    private string? Draft(string[] patterns, string[] formats, string name, int min, int max, int attempt)
    {
        if (patterns.Length > 0)
        {
            _steps += 1 + (min / 16);
            var more = UsualRounds + (attempt * Math.Max(1, min / 16));
            return PatternText.Of(PatternOf(patterns[attempt % patterns.Length])!.Part, max < more && attempt % 2 == 0 ? max : more, ref _random);
        }

        var known = formats.Select(format => FormatText.Of(format, ref _random)).FirstOrDefault(text => text is not null);
        return known ?? Sized(TextHint.Of(name, ref _random), min, max);
    }

    private bool Fits(string text, string[] patterns, string[] formats, int min, int max)
    {
        var length = text.EnumerateRunes().Count();
        return length >= min && length <= max
            && patterns.All(pattern => (patterns.Length == 1 && !PatternOf(pattern)!.AnchorsInside) || PatternOf(pattern)!.IsFoundIn(text))
            && formats.All(format => FormatText.Fits(format, text));
    }

    private string Sized(string hint, int min, int max)
    {
        if (hint.Length >= min && hint.Length <= max)
        {
            return hint;
        }

        var text = new StringBuilder(hint);
        while (text.Length < min)
        {
            text.Append(text.Length > 0 ? " " : "").Append(Word(ref _random));
        }

        var end = Math.Min(text.Length, text.Length > max ? max : Math.Max(min, text.Length));
        var cut = text.ToString(0, end);
        // A space at the end looks like a mistake.
        return cut is [.., ' '] ? cut[..^1] + "s" : cut;
    }

    private Pattern? PatternOf(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out var read))
        {
            _patterns[pattern] = read = PatternReader.Read(pattern);
        }

        return read;
    }

    private static string Word(ref RandomSequence random) => LoremText.Words[random.NextBelow(LoremText.Words.Length)];
}
