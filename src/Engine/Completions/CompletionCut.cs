using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Completions;

/// <summary>Ends what is to be said where generation would have ended it.</summary>
internal static class CompletionCut
{
    /// <summary>
    /// The parts up to the first stop sequence that is wholly within what the token limit lets through of a text, else up to the limit,
    /// else whole. Exactly as many tokens as the limit are whole. Stop sequences are looked for in texts only.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit lets no token through.</exception>
    public static Completion Apply(Draft draft, CompletionLimits limits)
    {
        var left = limits.MaxTokens ?? int.MaxValue;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(left, nameof(limits));
        if (limits is { MaxTokens: null, Stop: null or [] })
        {
            return Completion.Of(draft.Parts, draft.FinishReason ?? End(draft.Parts));
        }

        var said = new List<CompletionPart>(draft.Parts.Count);
        foreach (var part in draft.Parts)
        {
            var let = part.Tokens.Count <= left ? part : First(part, left);
            if (part.Kind == PartKind.Text && limits.Stop is { } sequences && StopMatch.First(let?.Text ?? "", sequences) is { } stop)
            {
                Add(said, let! with { Text = let.Text[..stop.Start], Tokens = let.Tokens.UpTo(stop.Start) });
                return Completion.Of(said, draft.FinishReason ?? FinishReason.Stop, stop.Sequence);
            }

            Add(said, let);
            if (!ReferenceEquals(let, part))
            {
                return Completion.Of(said, FinishReason.Length);
            }

            left -= part.Tokens.Count;
        }

        return Completion.Of(said, draft.FinishReason ?? End(said));
    }

    /// <summary>The same of a text alone.</summary>
    public static Completion Apply(string text, TextTokens tokens, CompletionLimits limits) => Apply(Draft.Of(text, tokens), limits);

    private static FinishReason End(IReadOnlyList<CompletionPart> said) =>
        said is not [{ Kind: PartKind.Text }] && said.Any(static part => part.Kind == PartKind.ToolCall) ? FinishReason.ToolCalls : FinishReason.Stop;

    // Null: nothing of it is said.
    private static CompletionPart? First(CompletionPart part, int tokens) => tokens == 0
        ? null
        : part with { Text = part.Text[..part.Tokens.Ends[tokens - 1]], Tokens = part.Tokens.First(tokens) };

    // A call without arguments is one all the same.
    private static void Add(List<CompletionPart> said, CompletionPart? part)
    {
        if (part is { Kind: PartKind.ToolCall } or { Text.Length: > 0 } or { TokenCount: > 0 })
        {
            said.Add(part);
        }
    }
}
