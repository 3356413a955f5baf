namespace MockLlm.Providers.Anthropic.Caching;

/// <summary>How long a prompt must be to be cached (Claude API reference, "Prompt caching", and the models' own pages).</summary>
internal static class CacheMinimum
{
    private const int Usual = 1024;

    // The first that a model's name begins with.
    private static readonly (string Model, int Tokens)[] Known =
    [
        ("claude-opus-5", 512),
        ("claude-mythos-preview", 4096),
        ("claude-opus-4-7", 2048),
        ("claude-opus-4-6", 4096),
        ("claude-opus-4-5", 4096),
        ("claude-haiku-4-5", 4096),
        ("claude-sonnet-4-6", 2048),
    ];

    /// <param name="model">The model's name as sent.</param>
    /// <returns>In tokens.</returns>
    public static int Of(string model)
    {
        foreach (var (name, tokens) in Known)
        {
            if (model.StartsWith(name, StringComparison.Ordinal))
            {
                return tokens;
            }
        }

        return Usual;
    }
}
