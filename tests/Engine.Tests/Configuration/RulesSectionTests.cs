using MockLlm.Engine.Configuration;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;

namespace MockLlm.Engine.Tests.Configuration;

/// <summary><c>rules</c>: what may be written and what is said of what may not.</summary>
public sealed class RulesSectionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("rules: []")]
    public void Without_rules_there_are_none(string yaml) => Assert.True(Good(yaml).IsEmpty);

    [Theory]
    [InlineData("prompt: hi", "hi", "hi there")]
    [InlineData("prompt: {exact: HI, ignore_case: yes}", "hi", "hi there")]
    [InlineData("prompt: {contains: i}", "hi there", "ho")]
    [InlineData("prompt: {contains: [x, i]}", "hi there", "ho")]
    [InlineData("prompt: {starts_with: hi}", "hi there", "this hit")]
    [InlineData("prompt: {regex: \"^h.$\"}", "hi", "this")]
    [InlineData("prompt: [hi, {contains: ho}]", "a ho b", "hu")]
    [InlineData("provider: openai", "", null)]
    [InlineData("provider: [anthropic, openai]", "", null)]
    [InlineData("model: [o1, \"gpt-*\"]", "", null)]
    [InlineData("", "", null)]
    public void Reads_a_condition(string when, string met, string? unmet)
    {
        var rules = Good($"rules: [{{when: {{{when}}}, reply: {{text: x}}}}]");

        Assert.NotNull(rules.First(Request(met)));
        Assert.True(unmet is null || rules.First(Request(unmet)) is null);
    }

    [Fact]
    public void Reads_name_and_reply()
    {
        var rules = Good("rules: [{name: a, reply: {text: 42}}, {name: b, reply: {lorem: {tokens: 200}}}]");

        var rule = rules.First(Request("hi"));
        Assert.Equal(("a", "42"), (rule?.Name, (rule?.Reply as RuleReply.Fixed)?.Text.Text));
    }

    [Theory]
    [InlineData("rules: {a: 1}", 1, 8, "rules is a map: it must be a list of rules, such as [{when: {prompt: hi}, reply: {text: hello}}]")]
    [InlineData("rules: [hi]", 1, 9, "rules[0] is hi: it must be a map of keys such as when and reply")]
    [InlineData("rules: [{name: a}]", 1, 9, "rules[0] says nothing: give it for instance reply: {text: hello}")]
    [InlineData("rules: [{reply: hi}]", 1, 17, "rules[0].reply is hi: it must be a map such as {text: hello}")]
    [InlineData("rules: [{reply: {text: a, lorem: {tokens: 1}}}]", 1, 17, "rules[0].reply needs one of text and lorem")]
    [InlineData("rules: [{reply: {lorem: {tokens: 0}}}]", 1, 34, "rules[0].reply.lorem.tokens is 0: it must be a whole number from 1 to 1000000, for instance 200")]
    [InlineData("rules: [{reply: {lorem: 200}}]", 1, 25, "rules[0].reply.lorem is 200: it must be a map such as {tokens: 200}")]
    [InlineData("rules: [{reply: {txt: a, text: b}}]", 1, 18, "rules[0].reply.txt is not a known key: did you mean text?")]
    [InlineData("rules: [{reply: {text: a}, then: last}]", 1, 28, "rules[0].then is not a known key: did you mean when?")]
    [InlineData("rules: [{reply: {text: a}, when: {tool: a}}]", 1, 35, "rules[0].when.tool is not a known key: known are provider, path, model, prompt, system, turn, header, stream")]
    [InlineData("rules: [{reply: {text: a}, when: {provider: opnai}}]", 1, 45, "rules[0].when.provider is opnai: did you mean openai?")]
    [InlineData("rules: [{reply: {text: a}, when: {provider: []}}]", 1, 45, "rules[0].when.provider is a list: it must hold at least one")]
    [InlineData("rules: [{reply: {text: a}, when: {prompt: {}}}]", 1, 43, "rules[0].when.prompt is a map: it must be a text, or one of {exact: …}, {contains: …}, {starts_with: …} and {regex: …}")]
    [InlineData("rules: [{reply: {text: a}, when: {prompt: {contains: a, exact: b}}}]", 1, 43, "rules[0].when.prompt is a map: it must be a text, or one of {exact: …}, {contains: …}, {starts_with: …} and {regex: …}")]
    [InlineData("rules: [{reply: {text: a}, when: {prompt: {contains: ''}}}]", 1, 54, "rules[0].when.prompt.contains is empty: it must be a text that is not empty")]
    [InlineData("rules: [{name: a, reply: {text: a}}, {name: a, reply: {text: b}}]", 1, 45, "rules[1].name is a: a rule before this one has that name, choose another")]
    public void Says_what_is_wrong_and_where(string yaml, int line, int column, string message) =>
        Assert.Equal([new ConfigError(line, column, message)], Read(yaml).Errors);

    [Fact]
    public void A_broken_expression_is_an_error_with_its_place()
    {
        var error = Assert.Single(Read("rules: [{reply: {text: a}, when: {prompt: {regex: '('}}}]").Errors);

        Assert.Equal((1, 51), (error.Line, error.Column));
        Assert.StartsWith("rules[0].when.prompt.regex is the text \"(\": it must be a regular expression of .NET: ", error.Message, StringComparison.Ordinal);
    }

    private static Subject Request(string prompt) => new("openai", "gpt-4o", "gpt-4o", new([new("user", prompt)]));

    private static RuleBook Good(string yaml)
    {
        var reading = Read(yaml);
        Assert.Empty(reading.Errors);
        return reading.Snapshot!.Rules;
    }

    private static ConfigReading Read(string yaml) => SnapshotReader.Read(yaml, ["openai", "anthropic"]);
}
