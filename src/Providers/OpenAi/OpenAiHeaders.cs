namespace MockLlm.Providers.OpenAi;

/// <summary>The headers that every answer of OpenAI's carries besides its request id.</summary>
internal static class OpenAiHeaders
{
    public static IReadOnlyList<KeyValuePair<string, string>> Constant { get; } =
    [
        new("openai-version", "2020-10-01"),
        new("openai-organization", "mockllm"),
    ];
}
