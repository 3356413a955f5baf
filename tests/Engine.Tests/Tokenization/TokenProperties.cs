using System.Text;
using FsCheck.Xunit;
using MockLlm.Engine.Tests.Authoring;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Tokenization;

[Properties(Arbitrary = [typeof(AnyText)], MaxTest = 1_000)]
public sealed class TokenProperties
{
    private static readonly Tokenizers Tokenizers = SharedTokenizers.Instance;

    [Property]
    public bool The_count_of_any_text_is_the_number_of_its_tokens(string text) =>
        Enum.GetValues<TokenEncoding>().All(encoding => Tokenizers.Count(text, encoding) == Tokenizers.Tokenize(text, encoding).Count);

    [Property]
    public bool Any_text_without_overlong_words_counts_as_the_library_does(string text) =>
        HasOverlongWord(text) || NamesSpecialToken(text) || Tokenizers.Count(text, TokenEncoding.O200kBase) == SharedTokenizers.Library.CountTokens(text);

    [Property]
    public bool The_bytes_of_the_tokens_are_the_text(string text) => Enum.GetValues<TokenEncoding>().All(encoding =>
    {
        var bytes = Tokenizers.Bytes(text, encoding).ToList();
        return bytes.Count == Tokenizers.Count(text, encoding)
            && bytes.All(token => token.Length > 0)
            && bytes.SelectMany(token => token).SequenceEqual(Encoding.UTF8.GetBytes(text));
    });

    [Property]
    public bool Ordinary_text_is_cut_as_the_library_cuts_any_other_text(string text) =>
        NamesSpecialToken(text) || OrdinaryText.Words("<|endoftext|>", TokenEncoding.O200kBase, SharedTokenizers.Words).PreTokenize(text)
            .SequenceEqual(SharedTokenizers.Words.PreTokenize(text));

    [Property]
    public bool Token_ends_never_decrease_and_end_with_the_text(string text)
    {
        var ends = Ends(text);
        return ends.Zip(ends.Skip(1)).All(pair => pair.First <= pair.Second) && ends.LastOrDefault() == text.Length;
    }

    [Property]
    public bool No_token_ends_inside_a_surrogate_pair(string text) => !Ends(text).Any(end => UnicodeScalars.IsInside(text, end));

    [Property]
    public bool A_token_ends_where_decoding_up_to_it_yields_whole_characters(string text)
    {
        var whole = Whole(text);
        var ids = SharedTokenizers.Library.EncodeToIds(whole);
        var ends = Ends(whole);
        return HasOverlongWord(whole) || NamesSpecialToken(whole) || Enumerable.Range(0, ends.Length).All(i =>
            SharedTokenizers.Library.Decode(ids.Take(i + 1)).StartsWith(whole[..ends[i]], StringComparison.Ordinal));
    }

    // The library reads the name as the token. A request may hold it as text.
    private static bool NamesSpecialToken(string text) => text.Contains("<|endoftext|>", StringComparison.Ordinal);

    private static bool HasOverlongWord(string text) =>
        TextParts.Of(text, SharedTokenizers.Words).Any(part => part.Length >= TextParts.MaxLength - 1);

    private static int[] Ends(string text) => Tokenizers.Tokenize(text, TokenEncoding.O200kBase).Ends;

    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
