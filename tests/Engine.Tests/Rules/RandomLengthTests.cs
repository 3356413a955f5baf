using MockLlm.Engine.Configuration;

namespace MockLlm.Engine.Tests.Rules;

/// <summary>Random texts whose length varies: <c>lorem</c>, <c>generate</c> and <c>defaults.generate</c>.</summary>
public sealed class RandomLengthTests
{
    [Theory]
    [InlineData("{mean: 300, cv: 0.5}", 300, 150)]
    [InlineData("{min: 100, max: 500}", 300, 115)]
    [InlineData("{samples: [10, 20, 600]}", 210, 276)]
    [InlineData("200", 200, 0)]
    public void The_lengths_of_many_requests_have_the_distribution(string tokens, double mean, double deviation)
    {
        var snapshot = RuleMock.Snapshot($"rules: [{{reply: {{lorem: {{tokens: {tokens}}}}}}}]");
        var lengths = Enumerable.Range(0, 2000).Select(seed => (double)RuleMock.Of(snapshot, (ulong)seed).Respond("hi", "gpt-4o").Tokens).ToList();

        Assert.Equal(mean, lengths.Average(), mean * 0.05);
        Assert.Equal(deviation, Math.Sqrt(lengths.Average(length => Math.Pow(length - lengths.Average(), 2))), Math.Max(1, deviation * 0.1));
    }

    [Theory]
    [InlineData("{median: 2, p99: 100}")]
    [InlineData("{min: 0, max: 0.4}")]
    public void A_text_has_at_least_one_token(string tokens)
    {
        var snapshot = RuleMock.Snapshot($"rules: [{{reply: {{lorem: {{tokens: {tokens}}}}}}}]");

        Assert.All(Enumerable.Range(0, 300), seed => Assert.True(RuleMock.Of(snapshot, (ulong)seed).Respond("hi", "gpt-4o").Tokens >= 1));
    }

    [Fact]
    public void The_same_request_has_the_same_length() => Assert.Equal(
        RuleMock.Of("defaults: {generate: {tokens: {mean: 300, cv: 0.5}}}").Respond("hi").Text,
        RuleMock.Of("defaults: {generate: {tokens: {mean: 300, cv: 0.5}}}").Respond("hi").Text);

    [Theory]
    [InlineData("defaults: {generate: true}", 40)]
    [InlineData("defaults: {generate: {}}", 40)]
    [InlineData("defaults: {generate: {tokens: 123}}", 123)]
    [InlineData("rules: [{reply: {generate: {tokens: 77}}}]", 77)]
    public void A_generated_text_has_its_length(string yaml, int tokens) => Assert.Equal(tokens, RuleMock.Of(yaml).Respond("hi", "gpt-4o").Tokens);

    [Fact]
    public void A_configured_response_and_a_rule_win_over_the_generated_default()
    {
        const string Yaml = """
            responses: {hi: hello}
            rules: [{when: {prompt: ho}, reply: {text: from a rule}}]
            defaults: {generate: {tokens: 9}}
            """;

        Assert.Equal("hello", RuleMock.Of(Yaml).Respond("hi").Text);
        Assert.Equal("from a rule", RuleMock.Of(Yaml).Respond("ho").Text);
        Assert.Equal(9, RuleMock.Of(Yaml).Respond("anything", "gpt-4o").Tokens);
    }

    [Fact]
    public void An_explanation_names_the_generated_default()
    {
        var mock = RuleMock.Of("defaults: {generate: true}\nrules: [{when: {prompt: ho}, reply: {text: a}}]");

        mock.Respond("hi");

        Assert.Equal("generate", mock.Explain()?.AnsweredBy);
    }

    [Theory]
    [InlineData("rules: [{reply: {lorem: {tokens: {mean: 300}}}}]", "rules[0].reply.lorem.tokens.cv is missing: write it beside mean, for instance {mean: 300, cv: 0.5}")]
    [InlineData("rules: [{reply: {lorem: {tokens: {mean: 0, cv: 1}}}}]", "rules[0].reply.lorem.tokens.mean is 0: it must be more than 0, for instance 200")]
    [InlineData("rules: [{reply: {lorem: {tokens: {mean: 20ms, cv: 1}}}}]", "rules[0].reply.lorem.tokens.mean is 20ms: it must be a number of tokens from 0 to 1000000, for instance 200")]
    [InlineData("rules: [{reply: {lorem: {tokens: {min: 9, max: 3}}}}]", "rules[0].reply.lorem.tokens.max is 3: it must be at least min, 9")]
    [InlineData("rules: [{reply: {lorem: {tokens: {samples: []}}}}]", "rules[0].reply.lorem.tokens.samples is an empty list: it must have at least one number of tokens, such as [12, 140, 900]")]
    [InlineData("rules: [{reply: {lorem: {tokens: []}}}]", "rules[0].reply.lorem.tokens is an empty list: write 200, {mean: 300, cv: 0.5}, {median: 200, p99: 1500}, {min: 100, max: 500} or {samples: [12, 140, 900]}")]
    [InlineData("defaults: {generate: false}", "defaults.generate is false: it can only be true or a map such as {tokens: 200}, else leave it out")]
    [InlineData("defaults: {generate: 200}", "defaults.generate is 200: it must be true or false")]
    [InlineData("defaults: {generate: {tokens: 0}}", "defaults.generate.tokens is 0: it must be a whole number from 1 to 1000000, for instance 200")]
    [InlineData("defaults: {generate: true, unknown_response: a}", "defaults.generate is true: unknown_response already answers these prompts, keep one of them")]
    public void A_mistake_says_what_to_write(string yaml, string message) =>
        Assert.Equal([message], SnapshotReader.Read(yaml, ["openai"]).Errors.Select(error => error.Message));
}
