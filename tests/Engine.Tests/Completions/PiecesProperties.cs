using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tests.Authoring;
using MockLlm.Engine.Tests.Tokenization;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Completions;

[Properties(Arbitrary = [typeof(AnyText), typeof(AnyChunk)], MaxTest = 1_000)]
public sealed class PiecesProperties
{
    [Property]
    public bool The_concatenation_of_the_pieces_is_the_text(string text, AnyChunk chunk, PositiveInt max, NonEmptyString stop)
    {
        var completion = Cut(text, new(max.Get, [stop.Get]));
        return string.Concat(Of(completion, chunk).Select(piece => piece.Text.ToString())) == completion.Text;
    }

    [Property]
    public bool No_piece_is_empty_or_splits_a_Unicode_scalar(string text, AnyChunk chunk, PositiveInt max)
    {
        var completion = Cut(text, new(max.Get));
        var end = 0;
        return Of(completion, chunk).All(piece => piece.Text.Length > 0 && !UnicodeScalars.IsInside(completion.Text, end += piece.Text.Length));
    }

    [Property]
    public bool Dues_never_decrease_and_the_last_is_the_plain_answers(string text, AnyChunk chunk, int seed, PositiveInt factor)
    {
        var completion = Cut(text, CompletionLimits.None);
        var lag = new LagSettings(true, factor.Get / 7.0);
        var dues = Pieces.Of(completion, chunk.Value, () => Schedule.Of(completion.Text, lag, new RandomSequence((ulong)seed))).Select(piece => piece.Due).ToArray();
        return dues.Zip(dues.Skip(1)).All(pair => pair.First <= pair.Second)
            && dues.LastOrDefault() == LagSchedule.Duration(text, lag);
    }

    [Property]
    public bool There_are_no_more_token_pieces_than_tokens(string text, PositiveInt max)
    {
        var completion = Cut(text, new(max.Get));
        return Of(completion, new(nameof(ChunkUnit.Token), 1)).Count() <= completion.Tokens;
    }

    [Property]
    public bool Every_piece_but_the_last_has_the_characters_asked_for(string text, PositiveInt size)
    {
        var pieces = Of(Cut(text, CompletionLimits.None), new(nameof(ChunkUnit.Character), size.Get)).ToArray();
        return pieces.SkipLast(1).All(piece => UnicodeScalars.Count(piece.Text.Span) == size.Get)
            && pieces.TakeLast(1).All(piece => UnicodeScalars.Count(piece.Text.Span) <= size.Get);
    }

    [Property]
    public bool Every_word_piece_but_the_last_ends_where_white_space_begins(string text)
    {
        var pieces = Of(Cut(text, CompletionLimits.None), new(nameof(ChunkUnit.Word), 1)).Select(piece => piece.Text.ToString()).ToArray();
        return pieces.Skip(1).All(piece => char.IsWhiteSpace(piece[0]) && piece.AsSpan().Trim().Length > 0)
            && pieces.SkipLast(1).All(piece => !char.IsWhiteSpace(piece[^1]));
    }

    private static Completion Cut(string text, CompletionLimits limits) =>
        CompletionCut.Apply(text, SharedTokenizers.Instance.Tokenize(text, TokenEncoding.O200kBase), limits);

    private static IEnumerable<TimedText> Of(Completion completion, AnyChunk chunk) =>
        Pieces.Of(completion, chunk.Value, () => Schedule.Of(completion.Text, new LagSettings(), new RandomSequence(1)));
}
