using System.Text;
using MockLlm.Engine.Json;
using MockLlm.Providers.OpenAi.Chat;

namespace MockLlm.Providers.Tests.OpenAi.Chat;

/// <summary>What a chat request demands, in neutral words.</summary>
public sealed class ChatDemandTests
{
    private const string Two =
        """
        "tools": [{"type": "function", "function": {"name": "look", "parameters": {"type": "object", "properties": {}, "title": "place"}}},
          {"type": "custom", "custom": {"name": "shell"}}]
        """;

    [Fact]
    public void Tools_keep_their_order_and_their_schemas()
    {
        var tools = Read(Two).Tools;

        Assert.Equal(["look", "shell"], tools.Select(tool => tool.Name));
        Assert.Equal("place", tools[0].Schema!.Value.GetProperty("title").GetString());
        Assert.Null(tools[1].Schema);
    }

    [Theory]
    [InlineData(Two, ToolMode.Auto, null)]
    [InlineData(Two + ", \"tool_choice\": \"auto\"", ToolMode.Auto, null)]
    [InlineData(Two + ", \"tool_choice\": \"none\"", ToolMode.None, null)]
    [InlineData(Two + ", \"tool_choice\": \"required\"", ToolMode.Required, null)]
    [InlineData(Two + ", \"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"look\"}}", ToolMode.Required, "look")]
    [InlineData(Two + ", \"tool_choice\": {\"type\": \"custom\", \"custom\": {\"name\": \"shell\"}}", ToolMode.Required, "shell")]
    [InlineData("\"functions\": [{\"name\": \"old\"}], \"function_call\": \"none\"", ToolMode.None, null)]
    [InlineData("\"functions\": [{\"name\": \"old\"}], \"function_call\": {\"name\": \"old\"}", ToolMode.Required, "old")]
    public void A_choice_says_whether_and_which(string fields, ToolMode mode, string? name) => Assert.Equal(new ToolChoice(mode, name), Read(fields).ToolChoice);

    [Theory]
    [InlineData("auto", ToolMode.Auto)]
    [InlineData("required", ToolMode.Required)]
    public void Allowed_tools_are_the_only_ones_offered(string mode, ToolMode expected)
    {
        var conversation = Read(
            $$"""
            {{Two}}, "tool_choice": {"type": "allowed_tools", "allowed_tools": {"mode": "{{mode}}",
              "tools": [{"type": "custom", "custom": {"name": "shell"} }] } }
            """);

        Assert.Equal(expected, conversation.ToolChoice.Mode);
        Assert.Equal("shell", Assert.Single(conversation.Tools).Name);
    }

    [Theory]
    [InlineData(Two, true)]
    [InlineData(Two + ", \"parallel_tool_calls\": false", false)]
    [InlineData("\"functions\": [{\"name\": \"old\"}]", false)]
    public void Several_calls_at_once_are_for_tools_unless_forbidden(string fields, bool parallel) => Assert.Equal(parallel, Read(fields).ParallelToolCalls);

    [Fact]
    public void A_format_is_any_object_or_a_schema()
    {
        Assert.Null(Read("").Format);
        Assert.Null(Read("\"response_format\": {\"type\": \"text\"}").Format);
        Assert.Equal(new JsonFormat(), Read("\"response_format\": {\"type\": \"json_object\"}").Format);
        var named = Read("\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"a\", \"schema\": {\"type\": \"object\"}}}").Format;
        Assert.Equal("object", named!.Schema!.Value.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("gpt-4o", null, false)]
    [InlineData("my-model", null, false)]
    [InlineData("my-model", "low", true)]
    [InlineData("o3", null, true)]
    [InlineData("o4-mini-2025-04-16", null, true)]
    [InlineData("gpt-5", null, true)]
    [InlineData("gpt-5-mini", "none", false)]
    [InlineData("gpt-5-chat-latest", null, false)]
    [InlineData("gpt-5.1", null, false)]
    [InlineData("gpt-5.1", "high", true)]
    [InlineData("gpt-5.5", null, true)]
    [InlineData("gpt-6-astra", null, true)]
    public void Models_that_reason_do_so_unless_told_not_to(string model, string? effort, bool thinks) => Assert.Equal(
        thinks, Read(effort is null ? "" : $"\"reasoning_effort\": \"{effort}\"", model).WantsReasoning);

    [Fact]
    public void Results_of_several_calls_are_read_together()
    {
        const string Calls = """{"id": "a", "type": "function", "function": {"name": "look", "arguments": "{}"}}, {"id": "b", "type": "custom", "custom": {"name": "shell", "input": "ls"}}""";

        var conversation = Read(
            """
            "messages": [{"role": "user", "content": "x"}, {"role": "assistant", "tool_calls": [
            """ + Calls + """
            ]}, {"role": "tool", "tool_call_id": "b", "content": "one"}, {"role": "tool", "tool_call_id": "a", "content": [{"type": "text", "text": "two"}]}]
            """);

        Assert.Equal("one\ntwo", conversation.ToolResult);
    }

    private static Conversation Read(string fields, string model = "gpt-4o")
    {
        var messages = fields.Contains("\"messages\"", StringComparison.Ordinal) ? "" : "\"messages\": [{\"role\": \"user\", \"content\": \"as json\"}], ";
        var body = $$"""{"model": "{{model}}", {{messages}}{{(fields.Length == 0 ? "\"n\": 1" : fields)}}}""";
        var issues = new BodyIssues();
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes(body), issues);
        var request = ChatRequest.Read(new JsonFields(document!.RootElement, null, issues));
        Assert.Null(issues.First);
        Assert.Null(request.Broken());
        return request.Conversation();
    }
}
