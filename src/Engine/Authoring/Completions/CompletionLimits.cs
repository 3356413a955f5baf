namespace MockLlm.Engine;

/// <summary>What can end a completion before its text is complete.</summary>
/// <param name="MaxTokens">The maximum number of tokens, or null if there is no limit.</param>
/// <param name="Stop">
/// The stop sequences, or null if there are none. The completion ends right before the first stop sequence in its text.
/// </param>
public sealed record CompletionLimits(int? MaxTokens = null, IReadOnlyList<string>? Stop = null)
{
    /// <summary>No limits. The completion is the whole text.</summary>
    public static CompletionLimits None { get; } = new();
}
