using System.Text.Json.Serialization;

namespace MockLlm.Engine;

/// <summary>The token usage of a request.</summary>
/// <param name="PromptTokens">The number of tokens in everything that the client sent.</param>
/// <param name="CompletionTokens">The number of tokens in the answer, over all choices.</param>
public readonly record struct Usage(int PromptTokens, int CompletionTokens)
{
    /// <summary>
    /// The number of tokens at the start of the prompt that were in the prefix cache. They are part of the prompt's tokens. JSON has them only
    /// if there are any.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int CachedTokens { get; init; }

    /// <summary>The sum of prompt and completion tokens.</summary>
    public int TotalTokens => PromptTokens + CompletionTokens;
}
