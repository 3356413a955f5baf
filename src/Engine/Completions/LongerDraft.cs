using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Completions;

/// <summary>Continues the text of a draft with random words, until it has as many tokens as the request asks for.</summary>
internal static class LongerDraft
{
    private const long BytesPerToken = 24;

    /// <summary>
    /// The draft, or a longer one. Tool calls and refusals are not continued, because nothing can follow them.
    /// </summary>
    /// <param name="draft">The draft.</param>
    /// <param name="limits">The limits of the request.</param>
    /// <param name="random">The random choices of the request.</param>
    /// <param name="work">The work of the request.</param>
    /// <exception cref="WorkEndedException">The work of the request ended, or there is no memory for the text.</exception>
    public static Draft Of(Draft draft, CompletionLimits limits, RandomSource random, WorkBudget work)
    {
        if (limits is { MinTokens: 0, IgnoresEnd: false })
        {
            return draft;
        }

        var wanted = Math.Min(CompletionLimits.MostTokens, Math.Max(limits.MinTokens, limits is { IgnoresEnd: true, MaxTokens: { } most } ? most : 0));
        var missing = wanted - draft.Parts.Sum(static part => part.TokenCount);
        if (missing <= 0 || draft.Parts.Any(static part => part.Kind is PartKind.ToolCall or PartKind.Refusal))
        {
            return draft;
        }

        work.Take(BytesPerToken * missing);
        work.Count(missing);
        var (words, tokens) = LoremText.Of(missing, random.For("longer"));
        var text = draft.Parts.LastOrDefault(static part => part.Kind == PartKind.Text);
        return draft with { Parts = [.. draft.Parts.Where(part => !ReferenceEquals(part, text)), Continued(text, words, tokens)] };
    }

    // The first of the words is one token with a space before it, too.
    private static CompletionPart Continued(CompletionPart? text, string words, TextTokens tokens)
    {
        if (text is null)
        {
            return new(PartKind.Text, words) { Tokens = tokens };
        }

        var spaced = new TextTokens([.. tokens.Ends.Select(static end => end + 1)]);
        return text with
        {
            Text = $"{text.Text} {words}",
            Tokens = TextTokens.Joined([(text.Text.Length, text.Tokens), (words.Length + 1, spaced)]),
        };
    }
}
