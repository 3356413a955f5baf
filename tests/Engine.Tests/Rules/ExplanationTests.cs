using MockLlm.Engine.Configuration;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Tests.Matching;

namespace MockLlm.Engine.Tests.Rules;

public sealed class ExplanationTests
{
    private const string Yaml = """
        responses: {hi: plain}
        rules:
          - {name: far, when: {provider: anthropic, model: "claude-*", prompt: x}, reply: {text: a}}
          - {name: weather, when: {model: "gpt-4*", prompt: [{contains: weather}, {starts_with: Rain, ignore_case: true}]}, reply: {text: b}}
          - {when: {prompt: {regex: "^snow"}}, reply: {text: c}}
          - {name: slow, when: {prompt: {contains: weather}}, latency: {inter_token: 5ms}}
        """;

    [Fact]
    public void The_rule_that_answers_is_named_and_those_after_it_too()
    {
        var explained = Explain("the weather");

        Assert.Equal(("weather", "rules"), (explained.Rule, explained.AnsweredBy));
        Assert.Equal(
            [
                new("slow", "all of it holds, but weather comes first"),
                new("#3", "prompt: expected a text that matches \"^snow\", found \"the weather\""),
                new("far", "provider: expected anthropic, found openai"),
            ],
            explained.Near);
    }

    [Theory]
    [InlineData("hi", "responses")]
    [InlineData("ho", "unknown_response")]
    public void Where_no_rule_answers_it_is_said_what_does_and_what_the_nearest_rules_lack(string prompt, string answers)
    {
        var explained = Explain(prompt);

        Assert.Equal((null, answers), (explained.Rule, explained.AnsweredBy));
        Assert.Equal(
            $"prompt: expected a text that contains \"weather\" or a text that starts with \"Rain\" in any case, found \"{prompt}\"",
            explained.Near[0].Failed);
    }

    [Fact]
    public void A_rule_without_a_reply_leaves_it_to_the_responses() =>
        Assert.Equal(("slow", "unknown_response"), Explain("weather", "o1") is var explained ? (explained.Rule, explained.AnsweredBy) : default);

    [Fact]
    public void Every_condition_is_said_with_what_was_found()
    {
        var when = Rules("""
            rules: [{reply: {text: a}, when: {path: "/v2/*", stream: true, turn: [2, 3], tool: "get_*", tool_result: true, header: {x-tenant: acme}, system: polite}}]
            """).Rules.All[0].When;

        Assert.Equal(
            [
                "path: expected /v2/*, found none",
                "stream: expected true, found false",
                "turn: expected 2 or 3, found 1",
                "tool: expected get_*, found none offered",
                "tool_result: expected true, found false",
                "header: expected x-tenant: \"acme\", found x-tenant: none",
                "system: expected \"polite\", found \"\"",
            ],
            when.Failures(Request("hi", "o1")));
    }

    private static Explanation Explain(string prompt, string model = "gpt-4o")
    {
        var snapshot = Rules(Yaml);
        return Explanation.Of(snapshot.Rules, snapshot.Responses.Contains, snapshot.UnknownReply is not null, Request(prompt, model));
    }

    private static Snapshot Rules(string yaml) => RuleMock.Snapshot(yaml);

    private static MatchInput Request(string prompt, string model) => Inputs.Of("openai", model, conversation: new([new("user", prompt)], model));
}
