namespace MockLlm.Providers.Anthropic.Caching;

/// <summary>The least tokens of a prompt that is cached (Claude API reference, "Prompt caching", and the models' own pages).</summary>
internal static class CacheMinimum
{
    private const int Usual = 1024;

    // The first entry that the name of the model begins with is used.
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

    /// <param name="model">The name of the model as the client sent it.</param>
    /// <returns>The least tokens.</returns>
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
