namespace MockLlm.Providers.Tests.Anthropic.Messages;

/// <summary>What Anthropic says to requests it cannot read.</summary>
public sealed class MessageRefusalTests
{
    private const string SystemFirst = "messages.0: use the top-level 'system' parameter for the initial system prompt; the directive-only form (content: [] with output_config) is accepted at any position";
    private const string BlockTypes = "'text', 'image', 'document', 'search_result', 'thinking', 'redacted_thinking', 'tool_use', 'tool_result', 'server_tool_use', 'web_search_tool_result', 'web_fetch_tool_result', 'code_execution_tool_result', 'bash_code_execution_tool_result', 'text_editor_code_execution_tool_result', 'tool_search_tool_result', 'container_upload', 'browser_state', 'advisor_tool_result', 'mcp_tool_use', 'mcp_tool_result', 'mcp_tool_listing', 'compaction', 'tool_addition', 'tool_removal', 'fallback'";

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"model\": \"\\ud83d\"}")]
    public void A_body_that_is_not_json_is_refused(string body) => Assert.StartsWith(
        "The request body is not valid JSON: ", AssertRefused(MessagesClient.Vendor.Post(MessagesClient.Path, body)), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_not_utf8_are_not_json() => Assert.Equal(
        "The request body is not valid JSON: the bytes are not valid UTF-8",
        AssertRefused(MessagesClient.Vendor.Post(MessagesClient.Path, [.. "{\"model\": \""u8, 0xff, .. "\"}"u8])));

    [Fact]
    public void Ten_thousand_levels_of_nesting_are_refused() => Assert.StartsWith(
        "The request body is not valid JSON: ",
        AssertRefused(MessagesClient.Vendor.Post(MessagesClient.Path, new string('[', 10_000))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "Input should be an object")]
    [InlineData("{}", "model: Field required")]
    [InlineData("""{"model": 7}""", "model: Input should be a valid string")]
    [InlineData("""{"model": ""}""", "model: String should have at least 1 character")]
    [InlineData("""{"model": "m", "max_tokens": 9}""", "messages: Field required")]
    [InlineData("""{"model": "m", "max_tokens": 9, "messages": "x"}""", "messages: Input should be a valid array")]
    [InlineData("""{"model": "m", "max_tokens": 9, "messages": []}""", "messages: at least one message is required")]
    [InlineData("""{"model": "m", "messages": [{"role": "user", "content": "x"}]}""", "max_tokens: Field required")]
    [InlineData("""{"model": "m", "messages": []}""", "messages: at least one message is required")]
    public void A_bad_body_is_refused_in_the_vendors_order(string body, string message) =>
        Assert.Equal(message, AssertRefused(MessagesClient.Vendor.Post(MessagesClient.Path, body)));

    [Theory]
    [InlineData("[1]", "messages.0: Input should be an object")]
    [InlineData("""[{"content": "x"}]""", "messages.0.role: Field required")]
    [InlineData("""[{"role": "developer", "content": "x"}]""", "messages: Unexpected role \"developer\". Allowed roles are \"user\" or \"assistant\"")]
    [InlineData("""[{"role": "system", "content": "x"}, {"role": "user", "content": "x"}]""", SystemFirst)]
    [InlineData("""[{"role": "user"}]""", "messages.0.content: Field required")]
    [InlineData("""[{"role": "user", "content": 7}]""", "messages.0.content: Input should be a valid array")]
    [InlineData("""[{"role": "user", "content": []}]""", "messages.0: user messages must have non-empty content")]
    [InlineData("""[{"role": "user", "content": "x"}, {"role": "assistant", "content": "y"}, {"role": "user", "content": []}]""", "messages.2: user messages must have non-empty content")]
    [InlineData("""[{"role": "user", "content": ""}]""", "messages: text content blocks must be non-empty")]
    [InlineData("""[{"role": "user", "content": [7]}]""", "messages.0.content.0: Input should be an object")]
    [InlineData("""[{"role": "user", "content": [{}]}]""", "messages.0.content.0.type: Field required")]
    [InlineData("""[{"role": "user", "content": [{"type": "smell"}]}]""", $"messages.0.content.0: Input tag 'smell' found using 'type' does not match any of the expected tags: {BlockTypes}")]
    [InlineData("""[{"role": "user", "content": [{"type": "text"}]}]""", "messages.0.content.0.text.text: Field required")]
    [InlineData("""[{"role": "user", "content": [{"type": "image"}]}]""", "messages.0.content.0.image.source: Field required")]
    [InlineData("""[{"role": "user", "content": [{"type": "tool_result"}]}]""", "messages.0.content.0.tool_result.tool_use_id: Field required")]
    [InlineData("""[{"role": "assistant", "content": [{"type": "tool_use", "id": "t"}]}]""", "messages.0.content.0.tool_use.name: Field required")]
    public void A_bad_message_is_refused_at_its_place(string messages, string message) =>
        Assert.Equal(message, AssertRefused(MessagesClient.Send(messages)));

    [Theory]
    [InlineData("""[{"role": "user", "content": []}, {"role": "user", "content": "what is 2+2?"}]""")]
    [InlineData("""[{"role": "user", "content": "what is 2+2?"}, {"role": "assistant", "content": []}]""")]
    public void An_empty_message_is_let_through_where_its_turn_is_not_empty(string messages) =>
        Assert.Equal("2+2 equals 9.", MessagesClient.Said(MessagesClient.Send(messages)));

    [Theory]
    [InlineData("\"max_tokens\": -1", "max_tokens: must be greater than or equal to 0")]
    [InlineData("\"max_tokens\": 1e12", "max_tokens: Input should be less than or equal to 2147483647")]
    [InlineData("\"max_tokens\": \"9\"", "max_tokens: Input should be a valid integer")]
    [InlineData("\"max_tokens\": 1.5", "max_tokens: Input should be a valid integer")]
    [InlineData("\"max_tokens\": 9, \"temperature\": 1.5", "temperature: range: 0..1")]
    [InlineData("\"max_tokens\": 9, \"temperature\": \"hot\"", "temperature: Input should be a valid number")]
    [InlineData("\"max_tokens\": 9, \"top_p\": -1", "top_p: range: 0..1")]
    [InlineData("\"max_tokens\": 9, \"top_k\": \"x\"", "top_k: Input should be a valid integer")]
    [InlineData("\"max_tokens\": 9, \"stream\": \"yes\"", "stream: Input should be a valid boolean")]
    [InlineData("\"max_tokens\": 9, \"stop_sequences\": \"x\"", "stop_sequences: Input should be a valid array")]
    [InlineData("\"max_tokens\": 9, \"stop_sequences\": [1]", "stop_sequences.0: Input should be a valid string")]
    [InlineData("\"max_tokens\": 9, \"stop_sequences\": [\" \"]", "stop_sequences: each stop sequence must contain non-whitespace")]
    [InlineData("\"max_tokens\": 9, \"system\": 7", "system: Input should be a valid array")]
    [InlineData("\"max_tokens\": 9, \"system\": [{\"type\": \"image\"}]", "system.0: Input tag 'image' found using 'type' does not match any of the expected tags: 'text'")]
    [InlineData("\"max_tokens\": 9, \"tool_choice\": {}", "tool_choice.type: Field required")]
    [InlineData("\"max_tokens\": 9, \"tool_choice\": {\"type\": \"x\"}", "tool_choice: Input tag 'x' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'")]
    [InlineData("\"max_tokens\": 9, \"tools\": {}", "tools: Input should be a valid array")]
    [InlineData("\"max_tokens\": 9, \"thinking\": {\"type\": \"enabled\"}", "thinking.enabled.budget_tokens: Field required")]
    [InlineData("\"max_tokens\": 9, \"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 9}", "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024")]
    [InlineData("\"max_tokens\": 9, \"metadata\": {\"user_id\": 7}", "metadata.user_id: Input should be a valid string")]
    [InlineData("\"max_tokens\": 9, \"metadata\": \"x\"", "metadata: Input should be an object")]
    [InlineData("\"max_tokens\": 9, \"service_tier\": \"x\"", "service_tier: Input should be 'auto' or 'standard_only'")]
    [InlineData("\"max_tokens\": 9, \"inference_geo\": \"x\"", "inference_geo: must be one of ['global', 'us']")]
    [InlineData("\"max_tokens\": 9, \"output_config\": {\"effort\": \"x\"}", "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'")]
    [InlineData("\"max_tokens\": 9, \"container\": 7", "container: Input should be an object")]
    [InlineData("\"temperature\": 7, \"max_tokens\": -1, \"tools\": 7", "tools: Input should be a valid array")]
    public void A_bad_field_is_refused_at_its_place(string fields, string message) => Assert.Equal(message, AssertRefused(MessagesClient.Ask(fields)));

    private static string AssertRefused(Answer answer)
    {
        Assert.Equal(400, answer.Status);
        var message = (string)answer.Json!["error"]!["message"]!;
        AnthropicErrorTests.AssertError(answer, "invalid_request_error", message);
        return message;
    }
}
