using MockLlm.Providers.Anthropic.Messages;
using MockLlm.Providers.Anthropic.Tools;
using MockLlm.Providers.Tests.Anthropic.Messages;

namespace MockLlm.Providers.Tests.Anthropic.Tools;

/// <summary>What a request says of tools, thinking and formats, and what the vendor refuses of it.</summary>
public sealed class ToolRequestTests
{
    private const string Tool = """{"name": "get_weather", "input_schema": {"type": "object"}}""";
    private const string Call = """{"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "get_weather", "input": {}}]}""";
    private const string Result = """{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "text", "text": "sunny"}]}]}""";
    private const string Ask = """{"role": "user", "content": "weather?"}""";

    private const string InvalidSchema =
        "tools.0.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview.";

    [Fact]
    public void The_tools_and_their_choice_reach_the_conversation()
    {
        var conversation = Read($$"""
            "tools": [{{Tool}}, {"type": "bash_20250124", "name": "bash"}, {"type": "web_search_20260318", "name": "web_search"}],
            "tool_choice": {"type": "tool", "name": "get_weather", "disable_parallel_tool_use": true}
            """);

        Assert.Equal(["get_weather", "bash"], conversation.Tools.Select(tool => tool.Name));
        Assert.Equal("object", conversation.Tools[0].Schema!.Value.GetProperty("type").GetString());
        Assert.Null(conversation.Tools[1].Schema);
        Assert.Equal(ToolChoice.Named("get_weather"), conversation.ToolChoice);
        Assert.False(conversation.ParallelToolCalls);
    }

    [Theory]
    [InlineData("auto", ToolMode.Auto)]
    [InlineData("any", ToolMode.Required)]
    [InlineData("none", ToolMode.None)]
    public void Every_choice_has_its_mode(string type, ToolMode mode) =>
        Assert.Equal(new ToolChoice(mode), Read($"\"tools\": [{Tool}], \"tool_choice\": {{\"type\": \"{type}\"}}").ToolChoice);

    [Theory]
    [InlineData("\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}", true)]
    [InlineData("\"thinking\": {\"type\": \"adaptive\"}", true)]
    [InlineData("\"thinking\": {\"type\": \"disabled\"}", false)]
    [InlineData("\"thinking\": {\"type\": \"between_tools\"}", false)]
    [InlineData("\"top_k\": 1", false)]
    public void Thinking_is_wanted_where_it_is_on(string fields, bool wanted) => Assert.Equal(wanted, Read(fields).WantsReasoning);

    [Theory]
    [InlineData("\"output_config\": {\"format\": {\"type\": \"json_schema\", \"schema\": {\"type\": \"object\"}}}")]
    [InlineData("\"output_format\": {\"type\": \"json_schema\", \"schema\": {\"type\": \"object\"}}")]
    public void A_format_is_demanded_by_the_field_of_today_or_that_of_the_beta(string fields) =>
        Assert.Equal("object", Read(fields).Format!.Schema!.Value.GetProperty("type").GetString());

    [Fact]
    public void A_message_of_tool_results_is_no_prompt_and_no_turn()
    {
        var conversation = Read("\"thinking\": {\"type\": \"between_tools\"}", $"[{Ask}, {Call}, {Result}]");

        Assert.Equal("sunny", conversation.ToolResult);
        Assert.Equal("weather?", conversation.Prompt);
        Assert.Equal(1, conversation.Turn);
        Assert.True(conversation.WantsReasoning);
        Assert.Null(Read("\"top_k\": 1", $"[{Ask}, {Call}, {Result}, {Ask}]").ToolResult);
    }

    [Theory]
    [InlineData("\"tools\": [{\"name\": \"get_weather\"}]", "tools.0.custom.input_schema: Field required")]
    [InlineData("\"tools\": [{\"name\": \"a\", \"input_schema\": {}}]", "tools.0.custom.input_schema.type: Field required")]
    [InlineData("\"tools\": [{\"name\": \"a\", \"input_schema\": {\"type\": \"array\"}}]", "tools.0.custom.input_schema.type: Input should be 'object'")]
    [InlineData("\"tools\": [{\"name\": \"a\", \"input_schema\": {\"type\": \"object\", \"properties\": {\"l\": {\"items\": [{}]}}}}]", InvalidSchema)]
    [InlineData("\"tools\": [{\"name\": \"a\", \"input_schema\": {\"type\": \"object\", \"properties\": {\"n\": {\"exclusiveMinimum\": true}}}}]", InvalidSchema)]
    [InlineData("\"tools\": [{\"name\": \"a\", \"input_schema\": {\"type\": \"object\", \"required\": true}}]", InvalidSchema)]
    [InlineData("\"tools\": [{\"name\": \"a\", \"input_schema\": {\"type\": \"object\", \"properties\": []}}]", InvalidSchema)]
    [InlineData("\"tools\": [{\"name\": \"a\", \"input_schema\": {\"type\": \"object\", \"additionalProperties\": {\"oneOf\": []}}}]", InvalidSchema)]
    [InlineData("\"metadata\": {\"user_id\": \"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456\"}", "metadata.user_id: String should have at most 256 characters")]
    [InlineData("\"tools\": [{\"input_schema\": {\"type\": \"object\"}}]", "tools.0.custom.name: Field required")]
    [InlineData($"\"tools\": [{Tool}, {{\"name\": \"a.b\", \"input_schema\": {{\"type\": \"object\"}}}}]", "tools.1.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'")]
    [InlineData($"\"tools\": [{Tool}, {Tool}]", "tools: Tool names must be unique.")]
    [InlineData($"\"tools\": [{Tool}], \"tool_choice\": {{\"type\": \"tool\"}}", "tool_choice.tool.name: Field required")]
    [InlineData($"\"tools\": [{Tool}], \"tool_choice\": {{\"type\": \"tool\", \"name\": \"b\"}}", "Tool 'b' not found in provided tools")]
    [InlineData("\"tool_choice\": {\"type\": \"any\"}", "tool_choice may only be specified while providing tools")]
    [InlineData($"\"tools\": [{Tool}], \"tool_choice\": {{\"type\": \"any\"}}, \"thinking\": {{\"type\": \"enabled\", \"budget_tokens\": 1024}}", "Thinking may not be enabled when tool_choice forces tool use.")]
    [InlineData("\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 4096}", "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size")]
    [InlineData("\"output_config\": {\"format\": {\"type\": \"text\"}}", "output_config.format: Input tag 'text' found using 'type' does not match any of the expected tags: 'json_schema'")]
    [InlineData("\"output_config\": {\"format\": {\"type\": \"json_schema\"}}", "output_config.format.schema: Field required")]
    public void What_cannot_be_is_refused(string fields, string message) => AssertRefused(message, MessagesClient.Ask("\"max_tokens\": 4096, " + fields));

    [Theory]
    [InlineData($"[{Ask}, {Result}]", "messages.1.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.")]
    [InlineData($"[{Ask}, {Call}, {Result}, {{\"role\": \"assistant\", \"content\": \"x\"}}, {Result}]", "messages.4.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.")]
    [InlineData($"[{Ask}, {Call}, {Ask}]", "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.")]
    [InlineData($"[{Ask}, {Call}, {Ask}, {{\"role\": \"assistant\", \"content\": \"x\"}}, {Result}]", "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.")]
    [InlineData($"[{Ask}, {Call}, {Result}, {Call}, {Result}]", "messages: `tool_use` ids must be unique")]
    public void Calls_and_results_that_stand_alone_are_refused(string messages, string message) => AssertRefused(message, MessagesClient.Send(messages));

    [Theory]
    [InlineData($"[{Ask}, {Call}, {Result}]")]
    [InlineData($"[{Ask}, {{\"role\": \"assistant\", \"content\": \"x\"}}, {Call}, {{\"role\": \"system\", \"content\": \"x\"}}, {Result}, {Ask}]")]
    public void Calls_with_their_results_are_taken(string messages) => Assert.Equal(200, MessagesClient.Send(messages).Status);

    [Fact]
    public void Interleaved_thinking_may_have_a_budget_over_max_tokens() => Assert.Null(ThinkingRules.Broken(
        new MessagesRequest(new("m", [], [], Nothing) { Thinking = new(ThinkingMode.On, 4096) }, new(1024), Stream: false),
        Vendor.HeadWith(("anthropic-beta", "interleaved-thinking-2025-05-14"))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_vendor_s_own_test_prompt_is_refused(bool stream)
    {
        var answer = MessagesClient.Vendor.Post(MessagesClient.Path, $$"""
            {"model": "m", "max_tokens": 9, "stream": {{(stream ? "true" : "false")}}, "messages": [{"role": "user", "content":
            "ANTHROPIC_MAGIC_STRING_TRIGGER_REFUSAL_1FAEFB6177B4672DEE07F9D3AFC62588CCD2631EDCF22E8CCC1FB35B501C9C86"}]}
            """);

        Assert.Equal("refusal", (string?)(stream ? answer.Events[^2].Json["delta"] : answer.Json)!["stop_reason"]);
    }

    private static ToolRequest Nothing => new([], ToolChoice.Auto, Parallel: true);

    private static Conversation Read(string fields, string messages = $"[{Ask}]") =>
        MessagesClient.Vendor.Read<MessagesRequest>(MessagesClient.Path, $$"""{"model": "m", "max_tokens": 4096, "messages": {{messages}}, {{fields}}}""").Conversation();

    private static void AssertRefused(string message, Answer answer)
    {
        Assert.Equal(400, answer.Status);
        AnthropicErrorTests.AssertError(answer, "invalid_request_error", message);
    }
}
