using MockLlm.Engine.Configuration;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Tests.Matching;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Rules;

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
    [InlineData("rules: [{reply: {text: a, lorem: {tokens: 1}}}]", 1, 17, "rules[0].reply has several of text, echo, lorem, json and generate: keep one")]
    [InlineData("rules: [{reply: {lorem: {tokens: 0}}}]", 1, 34, "rules[0].reply.lorem.tokens is 0: it must be a whole number from 1 to 1000000, for instance 200")]
    [InlineData("rules: [{reply: {lorem: 200}}]", 1, 25, "rules[0].reply.lorem is 200: it must be a map such as {tokens: 200}")]
    [InlineData("rules: [{reply: {txt: a, text: b}}]", 1, 18, "rules[0].reply.txt is not a known key: did you mean text?")]
    [InlineData("rules: [{reply: {}}]", 1, 17, "rules[0].reply needs one of text, echo, lorem, json and generate, or tool_calls")]
    [InlineData("rules: [{reply: {reasoning: a}}]", 1, 17, "rules[0].reply needs one of text, echo, lorem, json and generate, or tool_calls")]
    [InlineData("rules: [{reply: {echo: no}}]", 1, 24, "rules[0].reply.echo is no: it can only be true, else leave it out")]
    [InlineData("rules: [{reply: {text: a, finish_reason: halt}}]", 1, 42, "rules[0].reply.finish_reason is halt: known finish reasons are stop, length, tool_calls, content_filter")]
    [InlineData("rules: [{reply: {text: a, finish_reason: tool_calls}}]", 1, 42, "rules[0].reply.finish_reason is tool_calls: this reply calls no tools, write tool_calls or another reason")]
    [InlineData("rules: [{reply: {text: a, usage: {prompt_tokens: -1}}}]", 1, 50, "rules[0].reply.usage.prompt_tokens is -1: it must be a whole number of tokens, for instance 10")]
    [InlineData("rules: [{reply: {tool_calls: []}}]", 1, 30, "rules[0].reply.tool_calls is an empty list: it must have at least one call, such as [{name: get_weather, arguments: {city: Paris}}]")]
    [InlineData("rules: [{reply: {tool_calls: [{arguments: {}}]}}]", 1, 31, "rules[0].reply.tool_calls[0].name is missing: it must be the name of a tool, for instance get_weather")]
    [InlineData("rules: [{reply: {tool_calls: [{name: a, arguments: b}]}}]", 1, 52, "rules[0].reply.tool_calls[0].arguments is b: it must be a map such as {city: Paris}. For a tool that takes free text, write input")]
    [InlineData("rules: [{reply: {tool_calls: [{name: a, arguments: {b: c}, input: d}]}}]", 1, 67, "rules[0].reply.tool_calls[0].input is d: this call has arguments too, keep one of them")]
    [InlineData("rules: [{reply: {tool_calls: [{name: a, input: {b: c}}]}}]", 1, 48, "rules[0].reply.tool_calls[0].input is a map: it must be a text")]
    [InlineData("rules: [{reply: {tool_calls: [{name: a, imput: b}]}}]", 1, 41, "rules[0].reply.tool_calls[0].imput is not a known key: did you mean input?")]
    [InlineData("rules: [{reply: {text: a}, then: last}]", 1, 34, "rules[0].then is last: it says what comes after replies, and there are none")]
    [InlineData("rules: [{reply: {text: a}, replies: [{text: b}]}]", 1, 37, "rules[0].replies is a list: there is a reply already, keep one of them")]
    [InlineData("rules: [{replies: [{text: b}], then: stop}]", 1, 38, "rules[0].then is stop: known ends are last, loop, error")]
    [InlineData("rules: [{replies: []}]", 1, 19, "rules[0].replies is an empty list: it must have at least one reply, such as [{text: one}, {text: two}]")]
    [InlineData("rules: [{name: é, reply: {text: a}}]", 1, 16, "rules[0].name is é: it must hold only printable ASCII characters, since it is said in a header")]
    [InlineData("rules: [{reply: {text: 'Hi {{ promt }}'}}]", 1, 24, "rules[0].reply.text is the text \"Hi {{ promt }}\": there is no {{ promt }}: did you mean prompt?")]
    [InlineData("rules: [{reply: {text: 'Hi {{ request }}'}}]", 1, 24, "rules[0].reply.text is the text \"Hi {{ request }}\": {{ request }} needs a field, such as request.user")]
    [InlineData("rules: [{reply: {text: 'Hi {{> file }}'}}]", 1, 24, "rules[0].reply.text is the text \"Hi {{> file }}\": there are no other templates to insert, write the text itself")]
    [InlineData("rules: [{reply: {json: {a: ['{{ x }}']}}}]", 1, 29, "rules[0].reply.json.a[0] is the text \"{{ x }}\": there is no {{ x }}: known are prompt, system, model, provider, turn, tool_result, request.FIELD, header.NAME, uuid, now")]
    [InlineData("rules: [{reply: {text: a}, when: {tools: a}}]", 1, 35, "rules[0].when.tools is not a known key: did you mean tool?")]
    [InlineData("rules: [{reply: {text: a}, when: {tool_result: maybe}}]", 1, 48, "rules[0].when.tool_result is maybe: it must be true or false")]
    [InlineData("rules: [{reply: {text: a}, when: {provider: opnai}}]", 1, 45, "rules[0].when.provider is opnai: did you mean openai?")]
    [InlineData("rules: [{reply: {text: a}, when: {provider: []}}]", 1, 45, "rules[0].when.provider is an empty list: it must hold at least one value, or be left out")]
    [InlineData("rules: [{reply: {text: a}, when: {prompt: {}}}]", 1, 43, "rules[0].when.prompt is an empty map: it must be a text, or one of {exact: …}, {contains: …}, {starts_with: …} and {regex: …}")]
    [InlineData("rules: [{reply: {text: a}, when: {prompt: {contains: a, exact: b}}}]", 1, 43, "rules[0].when.prompt has several comparisons: keep one of exact, contains, starts_with and regex")]
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

    private static MatchInput Request(string prompt) => Inputs.Of("openai", "gpt-4o", "gpt-4o", new([new("user", prompt)]));

    private static RuleList Good(string yaml)
    {
        var reading = Read(yaml);
        Assert.Empty(reading.Errors);
        return reading.Snapshot!.Rules;
    }

    private static ConfigReading Read(string yaml) => SnapshotReader.Read(yaml, ["openai", "anthropic"]);
}
