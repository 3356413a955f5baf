using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Completions;

/// <summary>Ends a configured text where generation would have ended it.</summary>
internal static class CompletionCut
{
    /// <summary>
    /// The text up to the first stop sequence that is wholly within what the token limit lets through, else up to the limit, else
    /// whole. A text of exactly as many tokens as the limit is whole.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit lets no token through.</exception>
    public static Completion Apply(string text, TextTokens tokens, CompletionLimits limits)
    {
        var max = limits.MaxTokens ?? int.MaxValue;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max, nameof(limits));
        var generated = max < tokens.Count ? text.AsSpan(0, tokens.Ends[max - 1]) : text;
        if (limits.Stop is { } sequences && StopMatch.First(generated, sequences) is { } stop)
        {
            return new(text[..stop.Start], FinishReason.Stop, stop.Sequence) { TextTokens = tokens.UpTo(stop.Start) };
        }

        return max < tokens.Count
            ? new(generated.ToString(), FinishReason.Length) { TextTokens = tokens.First(max) }
            : new(text, FinishReason.Stop) { TextTokens = tokens };
    }
}
