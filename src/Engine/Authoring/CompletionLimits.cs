namespace MockLlm.Engine;

/// <summary>What may end a completion before its text does.</summary>
/// <param name="MaxTokens">At most so many tokens; null: no limit.</param>
/// <param name="Stop">Texts that end the completion where they begin; they are not part of it.</param>
public sealed record CompletionLimits(int? MaxTokens = null, IReadOnlyList<string>? Stop = null)
{
    /// <summary>Nothing ends the text but its end.</summary>
    public static CompletionLimits None { get; } = new();
}
