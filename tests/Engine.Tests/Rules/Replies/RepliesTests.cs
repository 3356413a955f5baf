namespace MockLlm.Engine.Tests.Rules.Replies;

/// <summary>What each kind of reply says.</summary>
public sealed class RepliesTests
{
    private static readonly Conversation Asked = new([new("user", "hi")], "gpt-4o") { WantsReasoning = true };

    [Fact]
    public void An_echo_says_the_prompt() => Assert.Equal("hi", Reply("echo: true").Text);

    [Fact]
    public void Parts_are_said_in_order_each_with_its_tokens()
    {
        var completion = Reply("{text: Hello there, reasoning: Let me think, tool_calls: [{name: get_weather, arguments: {city: Paris, days: 2}}, {name: stop}]}");

        Assert.Equal(
            [(PartKind.Reasoning, "Let me think"), (PartKind.Text, "Hello there"), (PartKind.ToolCall, """{"city":"Paris","days":2}"""), (PartKind.ToolCall, "{}")],
            completion.Parts.Select(part => (part.Kind, part.Text)));
        Assert.Equal(["", "", "get_weather", "stop"], completion.Parts.Select(part => part.Tool));
        Assert.All(completion.Parts, part => Assert.True(part.TokenCount > 0));
        Assert.Equal(FinishReason.ToolCalls, completion.FinishReason);
    }

    [Fact]
    public void Reasoning_is_left_out_where_nobody_asked_for_it() =>
        Assert.Null(RuleMock.Of("rules: [{reply: {text: a, reasoning: b}}]").Respond("hi").Reasoning);

    [Theory]
    [InlineData("stop", FinishReason.Stop)]
    [InlineData("length", FinishReason.Length)]
    [InlineData("content_filter", FinishReason.ContentFilter)]
    public void A_reply_may_say_how_it_ends(string written, FinishReason reason) =>
        Assert.Equal(reason, Reply($"{{text: a, finish_reason: {written}}}").FinishReason);

    [Fact]
    public void A_reply_may_say_what_it_costs()
    {
        Assert.Equal(new Usage(10, 5), Reply("{text: a, usage: {prompt_tokens: 10, completion_tokens: 5}}").Usage(1));
        Assert.Equal(new Usage(10, 1), Reply("{text: a, usage: {prompt_tokens: 10}}").Usage(1));
    }

    [Theory]
    [InlineData("{a: 1, b: [true, no, ~, 1.50, 007, '2', -3e2], c: {}}", """{"a":1,"b":[true,"no",null,1.50,"007","2",-3e2],"c":{}}""")]
    [InlineData("[it's <b>]", """["it's <b>"]""")]
    [InlineData("null", "null")]
    [InlineData("{text: '{{ prompt }}', n: 1}", """{"text":"hi","n":1}""")]
    public void Any_yaml_can_be_said_as_json(string yaml, string json) => Assert.Equal(json, Reply($"json: {yaml}").Text);

    [Fact]
    public void What_a_request_says_cannot_break_out_of_the_json_it_is_put_in()
    {
        var mock = RuleMock.Of("rules: [{reply: {tool_calls: [{name: say, arguments: {text: 'You said {{ prompt }}'}}]}}]");

        Assert.Equal("""{"text":"You said \", \"x\": 1 {{ model }}"}""", mock.Respond("\", \"x\": 1 {{ model }}").Parts.Single().Text);
    }

    [Fact]
    public void A_call_of_a_tool_that_takes_free_text_has_an_input()
    {
        var mock = RuleMock.Of("rules: [{reply: {tool_calls: [{name: shell, input: 'echo {{ prompt }}'}, {name: quiet, input: ''}]}}]");

        var calls = mock.Respond(new Conversation([new("user", "\"hi\"")]) { HasFreeTextTools = true, Tools = [new("shell") { IsFreeText = true }] }).Parts;

        Assert.Equal([("shell", "echo \"hi\"", true), ("quiet", "", true)], calls.Select(call => (call.Tool, call.Text, call.IsFreeText)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_a_tool_takes_json_an_input_is_put_into_json(bool isOffered)
    {
        var mock = RuleMock.Of("rules: [{reply: {tool_calls: [{name: shell, input: ls}]}}]");

        var call = mock.Respond(new Conversation([new("user", "hi")]) { HasFreeTextTools = isOffered, Tools = isOffered ? [new("shell")] : [] }).Parts.Single();

        Assert.Equal(("""{"input":"ls"}""", false), (call.Text, call.IsFreeText));
    }

    [Fact]
    public void The_texts_that_are_the_same_for_every_request_are_counted_in_the_background() => Assert.Equal(
        ["one", "thought", "unknown", """{"a":1}""", """{"b":2}""", "{}"],
        RuleMock.Snapshot("""
            rules:
              - {reply: {json: {a: 1}, reasoning: thought, tool_calls: [{name: x, arguments: {b: 2}}, {name: y}]}}
              - {replies: [{text: one}, {text: "{{ prompt }}"}]}
            defaults: {unknown_response: unknown}
            """).Texts.Select(text => text.Text).Order(StringComparer.Ordinal));

    private static Completion Reply(string reply) =>
        RuleMock.Of($"rules: [{{reply: {(reply.StartsWith('{') ? reply : $"{{{reply}}}")}}}]").Respond(Asked);
}
