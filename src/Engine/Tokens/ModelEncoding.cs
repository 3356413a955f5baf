namespace MockLlm.Engine.Tokens;

/// <summary>
/// Which vocabulary counts a model's tokens. OpenAI's models since gpt-4o use o200k_base, older ones cl100k_base (OpenAI's
/// tiktoken, model.py). Anthropic's is not public: cl100k_base as an approximation.
/// </summary>
internal static class ModelEncoding
{
    private static readonly string[] Cl100kPrefixes = ["claude", "gpt-4-", "gpt-3.5", "gpt-35", "text-embedding-", "davinci-002", "babbage-002"];

    /// <param name="model">The name as sent; null or unknown names count as a current model.</param>
    public static TokenEncoding Of(string? model)
    {
        if (model is null)
        {
            return TokenEncoding.O200kBase;
        }

        if (model == "gpt-4")
        {
            return TokenEncoding.Cl100kBase;
        }

        foreach (var prefix in Cl100kPrefixes)
        {
            if (model.StartsWith(prefix, StringComparison.Ordinal))
            {
                return TokenEncoding.Cl100kBase;
            }
        }

        return TokenEncoding.O200kBase;
    }
}
