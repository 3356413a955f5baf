using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Completions;

/// <summary>Cuts a draft off where the limits of the request end generation.</summary>
internal static class CompletionCut
{
    /// <summary>
    /// Cuts the parts off at the first stop sequence that is complete within the token limit, or else at the token limit. A draft with
    /// exactly as many tokens as the limit is not cut. Stop sequences are only searched in parts of kind <see cref="PartKind.Text"/>.
    /// </summary>
    /// <param name="draft">The draft.</param>
    /// <param name="limits">The limits of the request.</param>
    /// <param name="work">The work of the request, or null if nothing limits it.</param>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The token limit is less than 1.</exception>
    public static Completion Apply(Draft draft, CompletionLimits limits, WorkBudget? work = null)
    {
        var (remaining, before) = (limits.MaxTokens ?? int.MaxValue, limits.MinTokens);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(remaining, nameof(limits));
        if (limits is { MaxTokens: null, Stop: null or [] })
        {
            return Completion.Of(draft.Parts, draft.FinishReason ?? End(draft.Parts));
        }

        var parts = new List<CompletionPart>(draft.Parts.Count);
        foreach (var part in draft.Parts)
        {
            var allowed = part.Tokens.Count <= remaining ? part : First(part, remaining);
            if (part.Kind == PartKind.Text && limits.Stop is { } sequences && FirstStop(allowed, sequences, before, work) is { } stop)
            {
                Add(parts, allowed! with { Text = allowed.Text[..stop.Start], Tokens = allowed.Tokens.UpTo(stop.Start) });
                return Completion.Of(parts, draft.FinishReason ?? FinishReason.Stop, stop.Sequence);
            }

            Add(parts, allowed);
            if (!ReferenceEquals(allowed, part))
            {
                return Completion.Of(parts, FinishReason.Length);
            }

            remaining -= part.Tokens.Count;
            before -= part.Tokens.Count;
        }

        return Completion.Of(parts, draft.FinishReason ?? (limits.IgnoresEnd && remaining == 0 ? FinishReason.Length : End(parts)));
    }

    /// <summary>Cuts off a draft with only a text.</summary>
    public static Completion Apply(string text, TextTokens tokens, CompletionLimits limits) => Apply(Draft.Of(text, tokens), limits);

    // Stop sequences do not count before the minimum number of tokens.
    private static StopMatch? FirstStop(CompletionPart? part, IReadOnlyList<string> sequences, int before, WorkBudget? work)
    {
        var start = part is null || before <= 0 ? 0 : part.Tokens.Ends[Math.Min(before, part.Tokens.Count) - 1];
        return StopMatch.First((part?.Text ?? "").AsSpan(start), sequences, work) is { } stop ? stop with { Start = start + stop.Start } : null;
    }

    private static FinishReason End(IReadOnlyList<CompletionPart> parts) =>
        parts is not [{ Kind: PartKind.Text }] && parts.Any(static part => part.Kind == PartKind.ToolCall) ? FinishReason.ToolCalls : FinishReason.Stop;

    // Null means that no token of the part is left.
    private static CompletionPart? First(CompletionPart part, int tokens) => tokens == 0
        ? null
        : part with { Text = part.Text[..part.Tokens.Ends[tokens - 1]], Tokens = part.Tokens.First(tokens) };

    // A part without text and tokens is left out, unless it is a tool call.
    private static void Add(List<CompletionPart> parts, CompletionPart? part)
    {
        if (part is { Kind: PartKind.ToolCall } or { Text.Length: > 0 } or { TokenCount: > 0 })
        {
            parts.Add(part);
        }
    }
}
