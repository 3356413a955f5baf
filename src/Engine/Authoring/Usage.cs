namespace MockLlm.Engine;

/// <summary>How many tokens a request cost.</summary>
/// <param name="PromptTokens">Tokens of everything that was sent.</param>
/// <param name="CompletionTokens">Tokens of everything that was answered, over all choices.</param>
public readonly record struct Usage(int PromptTokens, int CompletionTokens)
{
    /// <summary>Both together.</summary>
    public int TotalTokens => PromptTokens + CompletionTokens;
}
