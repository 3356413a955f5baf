namespace MockLlm.Providers.Anthropic;

/// <summary>The headers that every answer of Anthropic's carries besides its request id.</summary>
internal static class AnthropicHeaders
{
    public static IReadOnlyList<KeyValuePair<string, string>> Constant { get; } =
    [
        new("anthropic-organization-id", "00000000-0000-4000-8000-000000000000"),
    ];
}
