using MockLlm.Engine.Completions;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tests.Tokenization;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Completions;

public sealed class PiecesTests
{
    private static readonly LagSettings Off = new();
    private static readonly LagSettings On = new(true, 2);

    [Fact]
    public void Token_chunks_are_the_tokens_texts() =>
        Assert.Equal(["one", " two", " three"], Texts("one two three", Chunking.Tokens));

    [Fact]
    public void Tokens_that_complete_no_character_yield_no_piece() =>
        Assert.Equal(["a", "🦄", "b"], Texts("a🦄b", Chunking.Tokens));

    [Theory]
    [InlineData("hello world", new[] { "hello", " world" })]
    [InlineData("  a b", new[] { "  a", " b" })]
    [InlineData("a\n\nb  \t", new[] { "a", "\n\nb  \t" })]
    [InlineData(" \n ", new[] { " \n " })]
    [InlineData("漢字", new[] { "漢字" })]
    [InlineData("a\u00a0b", new[] { "a", "\u00a0b" })]
    public void Word_chunks_carry_the_white_space_before_the_word(string text, string[] pieces) =>
        Assert.Equal(pieces, Texts(text, Chunking.Words));

    [Fact]
    public void Character_chunks_are_Unicode_scalars() =>
        Assert.Equal(["e", "\u0301", "🦄", "\ud800", "漢", "\udc00"], Texts("e\u0301🦄\ud800漢\udc00", Chunking.Characters));

    [Fact]
    public void Several_characters_make_a_chunk_and_the_last_one_takes_what_is_left() =>
        Assert.Equal(["a🦄", "bc", "d"], Texts("a🦄bcd", new(ChunkUnit.Character, 2)));

    [Fact]
    public void An_empty_text_has_no_pieces() => Assert.All([Chunking.Tokens, Chunking.Words, Chunking.Characters], chunk => Assert.Empty(Texts("", chunk)));

    [Fact]
    public void Pieces_are_slices_of_the_text_itself()
    {
        var completion = Whole("one two three");
        var second = Of(completion, Chunking.Words, Off).ElementAt(1).Text;

        Assert.True(completion.Text.AsSpan(3, 4) == second.Span);
    }

    [Fact]
    public void With_lag_off_every_piece_is_due_at_once() =>
        Assert.All(Of(Whole("one two"), Chunking.Characters, Off), piece => Assert.Equal(TimeSpan.Zero, piece.Due));

    [Fact]
    public void With_lag_on_a_piece_is_due_when_its_last_character_is()
    {
        var completion = Whole("one 🦄 three");
        var characters = Of(completion, Chunking.Characters, On).Select(piece => piece.Due).ToArray();
        var words = Of(completion, Chunking.Words, On).Select(piece => piece.Due).ToArray();

        Assert.Equal([characters[2], characters[4], characters[10]], words);
        Assert.Equal(LagSchedule.Duration(completion.Text, On), words[^1]);
    }

    [Fact]
    public void Pieces_are_made_as_they_are_asked_for_and_the_same_each_time()
    {
        var pieces = Of(Whole("one two three"), Chunking.Characters, On);
        var first = pieces.Take(2).ToArray();

        Assert.Equal(first.Select(piece => piece.Due), pieces.Take(2).Select(piece => piece.Due));
        Assert.True(first[0].Due > TimeSpan.Zero);
    }

    [Fact]
    public void A_completion_without_tokens_goes_out_whole() =>
        Assert.Equal(["made by hand"], Of(new("made by hand", FinishReason.Stop), Chunking.Tokens, Off).Select(piece => piece.Text.ToString()));

    [Theory]
    [InlineData("one", new[] { "one" })]
    [InlineData("one twofold 2", new[] { "one", " two", "fold 2" })]
    public void A_text_that_replaced_another_goes_out_whole_whatever_its_tokens_were(string text, string[] pieces) =>
        Assert.Equal(pieces, Of(Whole("one two") with { Text = text }, Chunking.Tokens, Off).Select(piece => piece.Text.ToString()));

    private static Completion Whole(string text) =>
        CompletionCut.Apply(text, SharedTokenizers.Instance.Tokenize(text, TokenEncoding.O200kBase), CompletionLimits.None);

    private static IEnumerable<TimedText> Of(Completion completion, Chunking chunk, LagSettings lag) =>
        Pieces.Of(completion, chunk, () => Schedule.Of(completion.Text, lag, new RandomSequence(1)));

    private static IEnumerable<string> Texts(string text, Chunking chunk) => Of(Whole(text), chunk, Off).Select(piece => piece.Text.ToString());
}
