using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Tests.Authoring;
using MockLlm.Engine.Tests.Tokenization;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Completions;

[Properties(Arbitrary = [typeof(AnyText)], MaxTest = 1_000)]
public sealed class CompletionCutProperties
{
    [Property]
    public bool A_cut_text_begins_the_text_and_splits_no_scalar(string text, PositiveInt max, byte at, byte length)
    {
        var completion = Cut(text, new(max.Get, [StopWithin(text, at, length)]));
        return text.StartsWith(completion.Text, StringComparison.Ordinal) && !UnicodeScalars.IsInside(text, completion.Text.Length);
    }

    [Property]
    public bool A_cut_completion_has_tokens_that_end_with_it_and_no_more_than_allowed(string text, PositiveInt max, byte at, byte length)
    {
        var completion = Cut(text, new(max.Get, [StopWithin(text, at, length)]));
        return completion.Tokens <= max.Get
            && completion.TextTokens.Ends.LastOrDefault() == completion.Text.Length
            && completion.TextTokens.Ends.All(end => end >= 0 && end <= completion.Text.Length);
    }

    [Property]
    public bool A_cut_text_holds_no_whole_stop_sequence(string text, byte at, byte length)
    {
        var stop = StopWithin(text, at, length);
        var completion = Cut(text, new(Stop: [stop]));
        return stop.Length == 0 || StopMatch.First(completion.Text, [stop]) is null;
    }

    [Property]
    public bool The_reason_is_length_exactly_where_the_limit_and_no_stop_sequence_ended_it(string text, PositiveInt max, byte at, byte length)
    {
        var stop = StopWithin(text, at, length);
        var completion = Cut(text, new(max.Get, [stop]));
        var tokens = Tokenize(text).Count;
        return (completion.FinishReason == FinishReason.Length) == (tokens > max.Get && completion.StopSequence is null)
            && (completion.StopSequence is null || completion.StopSequence == stop);
    }

    private static string StopWithin(string text, byte at, byte length)
    {
        var start = text.Length == 0 ? 0 : at % text.Length;
        return text.Substring(start, Math.Min(length % 8, text.Length - start));
    }

    private static Completion Cut(string text, CompletionLimits limits) => CompletionCut.Apply(text, Tokenize(text), limits);

    private static TextTokens Tokenize(string text) => SharedTokenizers.Instance.Tokenize(text, TokenEncoding.O200kBase);
}
