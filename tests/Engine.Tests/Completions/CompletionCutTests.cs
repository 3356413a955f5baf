using MockLlm.Engine.Completions;
using MockLlm.Engine.Tests.Tokenization;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Completions;

public sealed class CompletionCutTests
{
    private const string Text = "one two three four";

    [Fact]
    public void Without_limits_the_text_is_whole_and_keeps_its_tokens()
    {
        var tokens = Tokenize(Text);
        var completion = CompletionCut.Apply(Text, tokens, CompletionLimits.None);

        Assert.Same(Text, completion.Text);
        Assert.Same(tokens, completion.TextTokens);
        Assert.Equal(FinishReason.Stop, completion.FinishReason);
        Assert.Null(completion.StopSequence);
    }

    [Theory]
    [InlineData(1, "one", FinishReason.Length)]
    [InlineData(3, "one two three", FinishReason.Length)]
    [InlineData(4, Text, FinishReason.Stop)]
    [InlineData(5, Text, FinishReason.Stop)]
    public void A_token_limit_cuts_after_that_many_tokens(int max, string text, FinishReason reason)
    {
        var completion = Cut(Text, new(MaxTokens: max));

        Assert.Equal(text, completion.Text);
        Assert.Equal(reason, completion.FinishReason);
        Assert.Equal(Math.Min(max, 4), completion.Tokens);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(3, "🦄")]
    [InlineData(4, "🦄")]
    [InlineData(6, "🦄🦄")]
    public void A_limit_inside_a_character_leaves_the_character_out_and_counts_its_tokens(int max, string text)
    {
        var completion = Cut("🦄🦄!", new(MaxTokens: max));

        Assert.Equal(text, completion.Text);
        Assert.Equal(max, completion.Tokens);
        Assert.Equal(FinishReason.Length, completion.FinishReason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Rejects_a_limit_that_lets_no_token_through(int max) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Cut(Text, new(MaxTokens: max)));

    [Theory]
    [InlineData("three", "one two ", 3)]
    [InlineData(" three", "one two", 2)]
    [InlineData("ree", "one two th", 3)]
    [InlineData("one", "", 0)]
    [InlineData("four", "one two three ", 4)]
    public void A_stop_sequence_ends_the_text_where_it_begins(string stop, string text, int tokens)
    {
        var completion = Cut(Text, new(Stop: [stop]));

        Assert.Equal(text, completion.Text);
        Assert.Equal(stop, completion.StopSequence);
        Assert.Equal(FinishReason.Stop, completion.FinishReason);
        Assert.Equal(tokens, completion.Tokens);
        Assert.Equal(text.Length, completion.TextTokens.Ends.LastOrDefault());
    }

    [Theory]
    [InlineData(new[] { "four", "two" }, "two")]
    [InlineData(new[] { "two", "four" }, "two")]
    [InlineData(new[] { "two three", "two" }, "two")]
    [InlineData(new[] { "two", "two three" }, "two")]
    [InlineData(new[] { "", "three", "" }, "three")]
    public void Of_several_stop_sequences_the_one_that_begins_first_counts_and_of_equals_the_shorter(string[] stops, string expected) =>
        Assert.Equal(expected, Cut(Text, new(Stop: stops)).StopSequence);

    [Theory]
    [InlineData("five")]
    [InlineData("ONE")]
    [InlineData("")]
    public void A_stop_sequence_that_is_not_in_the_text_or_is_empty_changes_nothing(string stop)
    {
        var completion = Cut(Text, new(Stop: [stop]));

        Assert.Equal(Text, completion.Text);
        Assert.Null(completion.StopSequence);
    }

    [Fact]
    public void Stop_sequences_are_compared_by_code_unit()
    {
        Assert.Null(Cut("cafe\u0301", new(Stop: ["caf\u00e9"])).StopSequence);
        Assert.Equal("\0", Cut("a\0b", new(Stop: ["\0"])).StopSequence);
    }

    [Theory]
    [InlineData(2, "one two", FinishReason.Length, null)]
    [InlineData(3, "one two ", FinishReason.Stop, "three")]
    public void A_stop_sequence_counts_only_where_the_token_limit_lets_it_through_whole(int max, string text, FinishReason reason, string? stop)
    {
        var completion = Cut(Text, new(max, ["three"]));

        Assert.Equal(text, completion.Text);
        Assert.Equal(reason, completion.FinishReason);
        Assert.Equal(stop, completion.StopSequence);
    }

    [Fact]
    public void A_stop_sequence_that_reaches_over_the_token_limit_does_not_count()
    {
        var completion = Cut(Text, new(2, ["two three"]));

        Assert.Equal("one two", completion.Text);
        Assert.Equal(FinishReason.Length, completion.FinishReason);
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_match_inside_a_character()
    {
        // Not as inline data: attributes cannot hold lone surrogates.
        string[] stops = ["\udd84", "\ud83e", "a\ud83e", "\udd84b"];
        Assert.All(stops, stop => Assert.Null(Cut("a🦄b", new(Stop: [stop])).StopSequence));
    }

    [Fact]
    public void A_lone_surrogate_matches_where_it_stands_alone() =>
        Assert.Equal("a🦄", Cut("a🦄\udd84b", new(Stop: ["\udd84"])).Text);

    [Fact]
    public void An_empty_text_stays_empty() => Assert.Equal("", Cut("", new(1, ["a"])).Text);

    private static Completion Cut(string text, CompletionLimits limits) => CompletionCut.Apply(text, Tokenize(text), limits);

    private static TextTokens Tokenize(string text) => SharedTokenizers.Instance.Tokenize(text, TokenEncoding.O200kBase);
}
