namespace MockLlm.Engine;

/// <summary>The token usage of a request.</summary>
/// <param name="PromptTokens">The number of tokens in everything that the client sent.</param>
/// <param name="CompletionTokens">The number of tokens in the answer, over all choices.</param>
public readonly record struct Usage(int PromptTokens, int CompletionTokens)
{
    /// <summary>The sum of prompt and completion tokens.</summary>
    public int TotalTokens => PromptTokens + CompletionTokens;
}
