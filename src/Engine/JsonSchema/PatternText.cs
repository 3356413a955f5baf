using System.Text;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Makes a text that a regular expression matches from its start to its end.</summary>
internal static class PatternText
{
    private const int MostSteps = 20_000;

    // What a wide class is drawn from: the first that it holds any of.
    private static readonly (int First, int Last)[] Natural = [('a', 'z'), ('A', 'Z'), ('0', '9'), (' ', '~'), (0xA0, 0xFF)];

    /// <param name="part">What the text has to match.</param>
    /// <param name="more">How many rounds an open repetition makes at most beyond its minimum.</param>
    /// <param name="random">What is drawn from.</param>
    /// <returns>Null when nothing fits, or what fits is too long.</returns>
    public static string? Of(PatternPart part, int more, ref RandomSequence random)
    {
        var text = new StringBuilder();
        var steps = 0;
        return Append(part, text, more, ref steps, ref random) ? text.ToString() : null;
    }

    private static bool Append(PatternPart part, StringBuilder text, int more, ref int steps, ref RandomSequence random)
    {
        if (++steps > MostSteps)
        {
            return false;
        }

        switch (part)
        {
            case PatternPart.Characters characters: return AppendOne(characters, text, ref random);
            case PatternPart.Choice choice: return Append(choice.Options[random.NextBelow(choice.Options.Count)], text, more, ref steps, ref random);
            case PatternPart.Repeat repeat: return AppendRepeat(repeat, text, more, ref steps, ref random);
            case PatternPart.Sequence sequence:
                foreach (var one in sequence.Parts)
                {
                    if (!Append(one, text, more, ref steps, ref random))
                    {
                        return false;
                    }
                }

                return true;
            default: return true;
        }
    }

    private static bool AppendRepeat(PatternPart.Repeat repeat, StringBuilder text, int more, ref int steps, ref RandomSequence random)
    {
        var open = repeat.Max is { } most ? Math.Min(more, most - repeat.Min) : more;
        var rounds = repeat.Min + (long)random.NextBelow(open + 1);
        for (var round = 0L; round < rounds; round++)
        {
            if (!Append(repeat.Part, text, more, ref steps, ref random))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AppendOne(PatternPart.Characters characters, StringBuilder text, ref RandomSequence random)
    {
        if (!characters.Negated && characters.Ranges.Count > 0)
        {
            var (first, last) = characters.Ranges[random.NextBelow(characters.Ranges.Count)];
            return Append(text, first + random.NextBelow(last - first + 1));
        }

        foreach (var (first, last) in Natural)
        {
            var held = Enumerable.Range(first, last - first + 1).Where(characters.Holds).ToArray();
            if (held.Length > 0)
            {
                return Append(text, held[random.NextBelow(held.Length)]);
            }
        }

        return false;
    }

    private static bool Append(StringBuilder text, int character)
    {
        var valid = Rune.IsValid(character);
        text.Append(valid ? char.ConvertFromUtf32(character) : "");
        return valid;
    }
}
