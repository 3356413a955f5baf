namespace MockLlm.Providers.Tests.Refusals;

/// <summary>Requests that Anthropic's live API refuses.</summary>
internal static class AnthropicRefusals
{
    private const string Messages = "/v1/messages";

    public static IReadOnlyList<Refusal> All { get; } =
    [
        new(
            "A tool result without a call",
            Messages,
            Body("""{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "4"}]}"""),
            "messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
            "https://github.com/anthropics/claude-code/issues/13460"),
    ];

    private static string Body(string messages, string fields = "\"max_tokens\": 100") =>
        $$"""{"model": "claude-sonnet-5-5", {{fields}}, "messages": [{{messages}}]}""";
}
