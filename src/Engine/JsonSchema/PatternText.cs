using System.Text;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Makes a text that a regular expression matches from start to end.</summary>
internal static class PatternText
{
    private const int MaxSteps = 20_000;

    /// <param name="part">The expression.</param>
    /// <param name="more">The most repetitions beyond the minimum.</param>
    /// <param name="random">The same sequence gives the same text.</param>
    /// <param name="limit">Counts the work.</param>
    /// <returns>The text, or null if there is none or it takes too many steps.</returns>
    public static string? Of(PatternPart part, int more, ref RandomSequence random, StepLimit limit)
    {
        var text = new StringBuilder();
        var steps = 0;
        var isMade = Append(part, text, more, ref steps, ref random);
        limit.Count(steps);
        return isMade ? text.ToString() : null;
    }

    private static bool Append(PatternPart part, StringBuilder text, int more, ref int steps, ref RandomSequence random)
    {
        if (++steps > MaxSteps)
        {
            return false;
        }

        switch (part)
        {
            case PatternPart.Characters characters: return AppendCharacter(characters, text, ref random);
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

    private static bool AppendCharacter(PatternPart.Characters characters, StringBuilder text, ref RandomSequence random)
    {
        if (characters.Pick(ref random) is not { } character || !Rune.IsValid(character))
        {
            return false;
        }

        text.Append(char.ConvertFromUtf32(character));
        return true;
    }
}
