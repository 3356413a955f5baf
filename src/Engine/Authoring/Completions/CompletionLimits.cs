namespace MockLlm.Engine;

/// <summary>What can end a completion before its text is complete, or keep it from ending there.</summary>
/// <param name="MaxTokens">The maximum number of tokens, or null if there is no limit.</param>
/// <param name="Stop">
/// The stop sequences, or null if there are none. The completion ends right before the first stop sequence in its text.
/// </param>
public sealed record CompletionLimits(int? MaxTokens = null, IReadOnlyList<string>? Stop = null)
{
    /// <summary>The most tokens that a text is made longer to.</summary>
    public const int MostTokens = 1_000_000;

    /// <summary>No limits. The completion is the whole text.</summary>
    public static CompletionLimits None { get; } = new();

    /// <summary>
    /// The minimum number of tokens. A shorter text is continued with random words. Stop sequences are only searched after these tokens
    /// (vLLM, <c>min_tokens</c>).
    /// </summary>
    public int MinTokens { get; init; }

    /// <summary>
    /// Whether the completion goes on to <see cref="MaxTokens"/> when its text is complete. It is continued with random words, so that it
    /// has exactly that many tokens (vLLM, <c>ignore_eos</c>).
    /// </summary>
    public bool IgnoresEnd { get; init; }
}
