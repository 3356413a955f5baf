using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;

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
        var when = new Condition
        {
            Paths = [new("/v2/*")],
            Stream = true,
            Turns = [2, 3],
            Tools = [new("get_*")],
            HasToolResult = true,
            Headers = [new("x-tenant", [new TextMatch.Exact("acme", StringComparison.Ordinal)])],
            Systems = [new TextMatch.Exact("polite", StringComparison.Ordinal)],
        };

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
            ConditionExplanation.Of(when, Request("hi", "o1")));
    }

    private static Explanation Explain(string prompt, string model = "gpt-4o") => Explanation.Of(RuleMock.Snapshot(Yaml), Request(prompt, model));

    private static MatchInput Request(string prompt, string model) => new("openai", model, null, new([new("user", prompt)], model));
}
