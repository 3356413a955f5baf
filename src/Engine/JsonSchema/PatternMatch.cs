using System.Runtime.CompilerServices;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// One search for a pattern in a text by backtracking. The steps are limited, so a hostile pattern cannot block a thread.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="limit">Counts the work.</param>
internal sealed class PatternMatch(string text, StepLimit limit)
{
    private const int MaxSteps = 100_000;

    private readonly int[] _text = [.. text.EnumerateRunes().Select(rune => rune.Value)];
    private int _steps;

    /// <summary>Whether the pattern matches somewhere in the text. A search that takes too many steps counts as a match.</summary>
    public bool Finds(PatternPart part)
    {
        limit.Count(_text.Length / 16);
        for (var start = 0; start <= _text.Length; start++)
        {
            if (Match(part, start, static _ => true))
            {
                return true;
            }
        }

        return false;
    }

    private bool Match(PatternPart part, int at, Func<int, bool> then)
    {
        limit.Count();
        if (++_steps > MaxSteps || limit.IsSpent || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return true;
        }

        return part switch
        {
            PatternPart.Characters one => at < _text.Length && one.Holds(_text[at]) && then(at + 1),
            PatternPart.Anchor anchor => at == (anchor.Start ? 0 : _text.Length) && then(at),
            PatternPart.Choice choice => MatchAny(choice.Options, at, then),
            PatternPart.Sequence sequence => MatchFrom(sequence.Parts, 0, at, then),
            PatternPart.Repeat repeat => MatchRepeat(repeat, 0, at, then),
            _ => false,
        };
    }

    private bool MatchAny(IReadOnlyList<PatternPart> options, int at, Func<int, bool> then)
    {
        for (var index = 0; index < options.Count; index++)
        {
            if (Match(options[index], at, then))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchFrom(IReadOnlyList<PatternPart> parts, int index, int at, Func<int, bool> then) => index == parts.Count
        ? then(at)
        : Match(parts[index], at, next => MatchFrom(parts, index + 1, next, then));

    // A repetition that matches no character is not repeated beyond the minimum, because that would never end.
    private bool MatchRepeat(PatternPart.Repeat repeat, int done, int at, Func<int, bool> then) =>
        (done >= repeat.Min && then(at))
        || ((repeat.Max is not { } most || done < most)
            && Match(repeat.Part, at, next => (next > at || done < repeat.Min) && MatchRepeat(repeat, done + 1, next, then)));
}
