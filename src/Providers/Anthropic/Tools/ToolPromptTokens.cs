namespace MockLlm.Providers.Anthropic.Tools;

/// <summary>
/// Counts the tokens of the prompt that the vendor adds to a request with tools (Claude API reference, "Tool use with
/// Claude", "Pricing").
/// </summary>
internal static class ToolPromptTokens
{
    // The first entry that the name of the model begins with is used. The last entry is for any other model.
    private static readonly (string Model, int Free, int Forced)[] Known =
    [
        ("claude-opus-4-8", 290, 410),
        ("claude-opus-4-7", 675, 804),
        ("claude-opus-4-6", 497, 589),
        ("claude-sonnet-4-6", 497, 589),
        ("claude-opus-4-5", 496, 588),
        ("claude-sonnet-4-5", 496, 588),
        ("claude-haiku-4-5", 496, 588),
        ("claude-opus-4", 313, 315),
        ("claude-sonnet-4", 313, 315),
        ("", 354, 474),
    ];

    /// <param name="tools">The tools of the request.</param>
    /// <param name="model">The name of the model as the client sent it.</param>
    public static int Of(ToolRequest tools, string model)
    {
        if (tools.Definitions.Count == 0)
        {
            return 0;
        }

        var (_, free, forced) = Array.Find(Known, known => model.StartsWith(known.Model, StringComparison.Ordinal));
        return tools.IsForced ? forced : free;
    }
}
