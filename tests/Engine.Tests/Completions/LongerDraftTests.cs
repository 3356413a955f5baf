using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tests.Tokenization;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Tests.Completions;

/// <summary>Answers of the length that a load generator asks for.</summary>
public sealed class LongerDraftTests
{
    [Property(MaxTest = 200)]
    public void A_completion_that_ignores_its_end_has_exactly_as_many_tokens_as_it_may(PositiveInt asked, bool isEmpty, ulong seed)
    {
        var most = (asked.Get % 300) + 1;
        var text = isEmpty ? "" : "I don't know the answer to that. This is a mock response.";

        var completion = Completed(text, new(most) { IgnoresEnd = true }, seed);

        Assert.Equal((most, FinishReason.Length), (completion.Tokens, completion.FinishReason));
        Assert.Equal(most, SharedTokenizers.Instance.Count(completion.Text, TokenEncoding.O200kBase));
        Assert.Equal(completion.Text.Length, completion.TextTokens.Ends[^1]);
        Assert.StartsWith(completion.Text[..Math.Min(text.Length, completion.Text.Length)], text + completion.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 3)]
    [InlineData(8, 8)]
    public void A_completion_has_at_least_its_minimum_of_tokens(int least, int tokens)
    {
        var completion = Completed("one two three", new() { MinTokens = least });

        Assert.Equal((tokens, FinishReason.Stop), (completion.Tokens, completion.FinishReason));
    }

    [Theory]
    [InlineData(0, "a b ")]
    [InlineData(2, "a b ")]
    [InlineData(3, "a b stop c ")]
    [InlineData(5, "a b stop c stop")]
    public void A_stop_sequence_does_not_count_before_the_minimum(int least, string text) =>
        Assert.Equal(text, Completed("a b stop c stop", new(Stop: ["stop"]) { MinTokens = least }).Text);

    [Fact]
    public void Nothing_follows_a_tool_call()
    {
        var draft = new Draft([CompletionPart.Call("look", "{}")]);

        Assert.Same(draft, LongerDraft.Of(draft, new(100) { IgnoresEnd = true }, new(1), new()));
    }

    [Fact]
    public void Without_a_limit_the_end_is_not_ignored() =>
        Assert.Equal("one two three", Completed("one two three", new() { IgnoresEnd = true }).Text);

    private static Completion Completed(string text, CompletionLimits limits, ulong seed = 1)
    {
        var draft = Draft.Of(text, SharedTokenizers.Instance.Tokenize(text, TokenEncoding.O200kBase));
        return CompletionCut.Apply(LongerDraft.Of(draft, limits, new RandomSource(seed), new WorkBudget()), limits);
    }
}
