using System.Text.RegularExpressions;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Replies;
using MockLlm.Engine.Tests.Matching;
using MockLlm.Engine.Tests.Tokenization;

namespace MockLlm.Engine.Tests.Rules;

/// <summary>What rules make of an answer.</summary>
public sealed class MockRulesTests
{
    private const string Yaml = """
        responses: {hi: plain}
        rules:
          - {name: first, when: {provider: openai, prompt: hi, model: "gpt-4*"}, reply: {text: from the first}}
          - {when: {prompt: {contains: HI, ignore_case: true}}, reply: {text: second}}
          - {when: {prompt: long}, reply: {lorem: {tokens: 40}}}
        """;

    [Theory]
    [InlineData("openai", "gpt-4-turbo", "hi", "from the first")]
    [InlineData("openai", "4o", "hi", "from the first")]
    [InlineData("openai", "o1", "hi", "second")]
    [InlineData("openai", null, "hi", "second")]
    [InlineData("anthropic", "gpt-4-turbo", "hi", "second")]
    [InlineData("openai", "gpt-4o", "this", "second")]
    [InlineData("openai", "gpt-4o", "ho", "unknown")]
    public void The_first_rule_that_matches_wins_over_responses(string provider, string? model, string prompt, string text) =>
        Assert.Equal(text, Mock(provider).Respond(prompt, model).Text);

    [Fact]
    public void A_drawn_reply_has_its_tokens_and_is_the_same_for_the_same_request()
    {
        var completion = Mock("openai").Respond("long", "gpt-4o");

        Assert.Equal(40, completion.Tokens);
        Assert.Equal(40, SharedTokenizers.Library.CountTokens(completion.Text));
        Assert.Equal(completion.Text, Mock("openai").Respond("long", "gpt-4o").Text);
        Assert.NotEqual(completion.Text, Mock("openai", seed: 2).Respond("long", "gpt-4o").Text);
    }

    [Fact]
    public void A_drawn_reply_ends_where_the_request_says()
    {
        var completion = Mock("openai").Respond("long", "gpt-4o", new(MaxTokens: 7));

        Assert.Equal((7, FinishReason.Length), (completion.Tokens, completion.FinishReason));
        Assert.Matches(new Regex(@"^\w+( \w+|\.)+$"), completion.Text);
    }

    [Fact]
    public void A_rule_without_a_reply_paces_what_is_answered_without_it()
    {
        var paced = new LatencySettings { InterToken = new Distribution.Constant(TimeSpan.FromMilliseconds(5).Ticks) };
        var mock = Mock("openai", Snapshot() with { Rules = new([new(Name: null, When.Any, Reply: null, paced)]) });

        var completion = mock.Respond("hello", "gpt-4o");

        Assert.Equal("unknown", completion.Text);
        Assert.Equal(paced.InterToken.Value, (completion.Pace as ModelPace)?.Model.Gap);
    }

    [Fact]
    public void A_rule_stays_known_when_a_later_conversation_has_none()
    {
        var mock = Mock("openai");

        mock.Respond("hi", "gpt-4o");
        mock.Respond("ho", "gpt-4o");

        Assert.Equal("first", mock.Rule?.Label);
    }

    [Fact]
    public void A_rule_that_refuses_its_reply_is_known_and_explained()
    {
        var mock = RuleMock.Of("rules: [{name: once, when: {prompt: hi}, replies: [{text: one}], then: error}]");
        mock.Respond("hi");
        var later = RuleMock.Of("rules: [{name: once, when: {prompt: hi}, replies: [{text: one}], then: error}]", mock.Sequences);

        Assert.Throws<Engine.Rules.Replies.ReplyRefusedException>(() => later.Respond("hi"));

        Assert.Equal("once", later.Rule?.Label);
        Assert.Equal("once", later.Explain()?.Rule);
    }

    [Fact]
    public void What_was_used_is_added_up_over_choices()
    {
        var mock = Mock("openai");

        mock.Respond(new Conversation([new("user", "long")], "gpt-4o") { Choices = 3, PromptTokens = 8 });
        mock.Respond("long", "gpt-4o");

        Assert.Equal(new Usage(8, 160), mock.Used);
    }

    [Fact]
    public void The_texts_of_rules_are_among_those_counted_in_the_background() =>
        Assert.Equal(["from the first", "plain", "second", "unknown"], Snapshot().Texts.Select(text => text.Text).Order(StringComparer.Ordinal));

    private static HandlerContext Mock(string provider, ulong seed = 1) => Mock(provider, Snapshot(), seed);

    private static HandlerContext Mock(string provider, Snapshot snapshot, ulong seed = 1) =>
        new(Inputs.Request(provider, snapshot), new RandomSource(seed), SharedTokenizers.Instance, TimeProvider.System, 0)
        {
            ListedModels = new ProviderModels([new("gpt-4o") { Aliases = ["4o"] }]),
        };

    private static Snapshot Snapshot()
    {
        var reading = SnapshotReader.Read(Yaml + "\ndefaults: {unknown_response: unknown}", ["openai", "anthropic"]);
        Assert.Empty(reading.Errors);
        return reading.Snapshot!;
    }
}
