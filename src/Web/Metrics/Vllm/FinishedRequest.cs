namespace MockLlm.Web.Metrics.Vllm;

/// <summary>The figures of a request that is over.</summary>
/// <param name="End">How it ended.</param>
/// <param name="PromptTokens">The tokens of its prompt.</param>
/// <param name="Tokens">The tokens that were generated, those of all choices together.</param>
/// <param name="Choices">The number of choices.</param>
/// <param name="MaxTokens">The limit of tokens that the client set, or null.</param>
/// <param name="Queued">The time in the queue.</param>
/// <param name="First">The time from the arrival to the first token.</param>
/// <param name="Last">The time from the arrival to the end.</param>
internal readonly record struct FinishedRequest(
    VllmEnd End, int PromptTokens, int Tokens, int Choices, int? MaxTokens, TimeSpan Queued, TimeSpan First, TimeSpan Last)
{
    /// <summary>The tokens of the prompt that were in the prefix cache, or null if there is no such cache.</summary>
    public int? CachedTokens { get; init; }

    /// <summary>Whether the first token was counted when it was sent, or did not come because the request ended before.</summary>
    public bool IsFirstCounted { get; init; }

    /// <summary>The number of tokens that were not counted when they were sent.</summary>
    public int Uncounted { get; init; }

    /// <summary>The times between the tokens that were not counted. Null means that these tokens came together.</summary>
    public IReadOnlyList<TimeSpan>? Gaps { get; init; }
}
