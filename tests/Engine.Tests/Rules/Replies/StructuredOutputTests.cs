using System.Text.Json;
using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Engine.Tests.Rules.Replies;

/// <summary>What is said to a request that demands a tool call or JSON.</summary>
public sealed class StructuredOutputTests
{
    private const string Responses = "responses: {hi: plain, obj: '{\"a\": 1}', city: '{\"city\": \"Bonn\"}'}";

    private static readonly JsonElement Schema = JsonSerializer.Deserialize<JsonElement>(
        """{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": false}""");

    private static readonly JsonElement Impossible = JsonSerializer.Deserialize<JsonElement>("""{"type": "string", "minLength": 2, "maxLength": 1}""");

    private static readonly Conversation Hi = new([new("user", "hi")], "gpt-4o") { Tools = [new("get_time"), new("get_weather", Schema)] };

    [Fact]
    public void Where_a_tool_must_be_called_the_first_one_is()
    {
        var call = Assert.Single(Say(Hi with { ToolChoice = ToolChoice.Required }).Parts);

        Assert.Equal((PartKind.ToolCall, "get_time", "{}"), (call.Kind, call.Tool, call.Text));
    }

    [Fact]
    public void A_tool_that_is_named_is_called_with_arguments_that_its_schema_allows()
    {
        var completion = Say(Hi with { ToolChoice = ToolChoice.Named("get_weather") });

        var call = Assert.Single(completion.Parts);
        Assert.Equal("get_weather", call.Tool);
        Assert.Equal(JsonValueKind.String, JsonSerializer.Deserialize<JsonElement>(call.Text).GetProperty("city").ValueKind);
        Assert.Equal(FinishReason.ToolCalls, completion.FinishReason);
        Assert.Equal(call.Text, Say(Hi with { ToolChoice = ToolChoice.Named("get_weather") }).Parts[0].Text);
    }

    [Fact]
    public void Where_no_tool_must_be_called_none_is() => Assert.Equal("plain", Say(Hi).Text);

    [Fact]
    public void A_rule_that_calls_tools_is_enough()
    {
        var call = Assert.Single(Say(Hi with { ToolChoice = ToolChoice.Required }, "rules: [{reply: {tool_calls: [{name: other}]}}]").Parts);

        Assert.Equal("other", call.Tool);
    }

    [Fact]
    public void A_demanded_tool_that_takes_free_text_gets_the_text_of_the_reply()
    {
        var asked = Hi with { ToolChoice = ToolChoice.Required, HasFreeTextTools = true, Tools = [new("shell") { IsFreeText = true }] };

        var call = Assert.Single(Say(asked, "rules: [{reply: {text: ls -l}}]").Parts);

        Assert.Equal(("shell", "ls -l", true), (call.Tool, call.Text, call.IsFreeText));
    }

    [Theory]
    [InlineData("city", "{\"city\": \"Bonn\"}")]
    [InlineData("obj", null)]
    [InlineData("hi", null)]
    public void Where_a_schema_must_be_met_a_text_that_meets_it_stays(string prompt, string? text)
    {
        var said = Say(new Conversation([new("user", prompt)]) { Format = new(Schema) }).Text;

        Assert.Equal(text ?? said, said);
        Assert.Equal(JsonValueKind.String, JsonSerializer.Deserialize<JsonElement>(said).GetProperty("city").ValueKind);
    }

    [Theory]
    [InlineData("obj", "{\"a\": 1}")]
    [InlineData("hi", "{\"text\":\"plain\"}")]
    public void Where_any_object_is_demanded_a_text_that_is_none_is_put_into_one(string prompt, string text) =>
        Assert.Equal(text, Say(new Conversation([new("user", prompt)]) { Format = new() }).Text);

    [Fact]
    public void The_json_of_a_rule_is_sent_as_it_is_written_and_what_does_not_fit_is_told()
    {
        var mock = RuleMock.Of("rules: [{reply: {json: {town: Bonn}}}]");

        Assert.Equal("{\"town\":\"Bonn\"}", mock.Respond(Hi with { Format = new(Schema) }).Text);
        Assert.NotNull(mock.Answer?.Mismatch);
    }

    [Fact]
    public void A_schema_that_allows_nothing_is_refused_with_the_reason()
    {
        var asked = Hi with { Tools = [new("x", Impossible)], ToolChoice = ToolChoice.Required };

        var problem = Assert.Throws<ReplyRefusedException>(() => Say(asked)).Problem(ErrorWording.Plain);
        Assert.Equal(400, problem.Status);
        Assert.StartsWith("The JSON schema of the tool 'x' cannot be met: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_generated_calls_a_tool_until_one_has_answered()
    {
        const string Yaml = "rules: [{reply: {generate: true}}]";

        Assert.Equal("get_time", Assert.Single(Say(Hi, Yaml).ToolCalls).Tool);
        var answered = Hi with { Messages = [new("user", "hi"), new("tool", "12:00")] };
        Assert.Empty(Say(new Conversation(answered.Messages) { Tools = Hi.Tools }, Yaml).ToolCalls);
        Assert.Empty(Say(Hi with { ToolChoice = ToolChoice.None }, Yaml).ToolCalls);
    }

    [Fact]
    public void What_is_generated_meets_the_schema_and_is_words_where_nothing_is_demanded()
    {
        const string Yaml = "rules: [{reply: {generate: true}}]";
        var plain = new Conversation([new("user", "hi")], "gpt-4o");

        Assert.Equal(40, Say(plain, Yaml).Tokens);
        Assert.Contains("city", Say(plain with { Format = new(Schema) }, Yaml).Text, StringComparison.Ordinal);
        Assert.StartsWith("{\"text\":", Say(plain with { Format = new() }, Yaml).Text, StringComparison.Ordinal);
    }

    private static Completion Say(Conversation asked, string yaml = Responses) => RuleMock.Of(yaml).Respond(asked);
}
