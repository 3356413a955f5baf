namespace MockLlm.Engine.Tokenization;

/// <summary>
/// Selects the vocabulary that counts the tokens of a model. OpenAI's models since gpt-4o use o200k_base, older ones use cl100k_base (see
/// model.py in OpenAI's tiktoken). Anthropic's vocabulary is not public, so cl100k_base approximates it.
/// </summary>
internal static class ModelEncoding
{
    private static readonly string[] Cl100kPrefixes = ["claude", "gpt-4-", "gpt-3.5", "gpt-35", "text-embedding-", "davinci-002", "babbage-002"];

    /// <param name="model">The model's name as sent. Null and unknown names count as current OpenAI models.</param>
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

/// <summary>The published vocabularies that tokens are counted with.</summary>
internal enum TokenEncoding
{
    O200kBase,
    Cl100kBase,
}
