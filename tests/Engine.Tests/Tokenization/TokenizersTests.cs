using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Tokenization;

public sealed class TokenizersTests
{
    private static readonly Tokenizers Tokenizers = SharedTokenizers.Instance;

    [Theory]
    [InlineData("The sky is purple except on Tuesday when it is  hue green.", 14)]
    [InlineData("2+2 equals 9.", 7)]
    [InlineData("", 0)]
    public void Counts_as_the_published_vocabulary_does(string text, int tokens)
    {
        Assert.Equal(tokens, Tokenizers.Count(text, TokenEncoding.O200kBase));
        Assert.Equal(tokens, Tokenizers.Tokenize(text, TokenEncoding.O200kBase).Count);
    }

    [Theory]
    [InlineData("<|endoftext|>", 7)]
    [InlineData("a<|endoftext|>b", 9)]
    [InlineData("<|endofprompt|> <|endoftext|>", 14)]
    public void The_name_of_a_special_token_counts_as_text(string text, int tokens)
    {
        Assert.Equal(tokens, Tokenizers.Count(text, TokenEncoding.O200kBase));
        Assert.Equal(tokens, Tokenizers.Tokenize(text, TokenEncoding.O200kBase).Count);
        Assert.Equal(Tokenizers.Count(text, TokenEncoding.Cl100kBase), Tokenizers.Tokenize(text, TokenEncoding.Cl100kBase).Count);
        Assert.True(Tokenizers.Count(text, TokenEncoding.Cl100kBase) >= 7);
    }

    [Fact]
    public void A_token_that_ends_inside_a_character_has_the_bytes_up_to_there()
    {
        byte[][] heart = [[0x20, 0xf0, 0x9f, 0x92], [0x99]];
        byte[][] unicorn = [[.. "a"u8], [0xf0, 0x9f], [0xa6], [0x84], [.. "b"u8]];

        Assert.Equal(heart, Tokenizers.Bytes(" 💙", TokenEncoding.O200kBase));
        Assert.Equal(unicorn, Tokenizers.Bytes("a🦄b", TokenEncoding.O200kBase));
    }

    [Fact]
    public void Each_encoding_counts_with_its_own_vocabulary()
    {
        Assert.Equal(2, Tokenizers.Count("漢字", TokenEncoding.O200kBase));
        Assert.Equal(3, Tokenizers.Count("漢字", TokenEncoding.Cl100kBase));
    }

    [Fact]
    public void A_token_ends_where_the_next_one_begins() =>
        Assert.Equal([5, 11], Tokenizers.Tokenize("hello world", TokenEncoding.O200kBase).Ends);

    [Fact]
    public void A_token_that_ends_inside_a_character_waits_for_the_one_that_completes_it() =>
        Assert.Equal([1, 1, 1, 3, 4], Tokenizers.Tokenize("a🦄b", TokenEncoding.O200kBase).Ends);

    [Fact]
    public void A_token_that_begins_a_character_after_a_whole_one_ends_before_it() =>
        Assert.Equal([1, 1, 3], Tokenizers.Tokenize(" 🦄", TokenEncoding.Cl100kBase).Ends);

    [Fact]
    public void A_lone_surrogate_is_a_character_of_its_own() =>
        Assert.Equal([1, 1, 2, 3], Tokenizers.Tokenize("a\ud800b", TokenEncoding.O200kBase).Ends);

    [Fact]
    public async Task The_first_vocabulary_counts_while_the_second_one_is_loaded()
    {
        var second = new TaskCompletionSource<Microsoft.ML.Tokenizers.TiktokenTokenizer>();
        var tokenizers = new Tokenizers(Task.FromResult(Microsoft.ML.Tokenizers.TiktokenTokenizer.CreateForEncoding("o200k_base")), second.Task);

        await tokenizers.ReadyFor(TokenEncoding.O200kBase);
        Assert.Equal((false, false), (tokenizers.IsReady, tokenizers.ReadyFor(TokenEncoding.Cl100kBase).IsCompleted));
        Assert.Equal(1, tokenizers.Count("a", TokenEncoding.O200kBase));
        var counting = Task.Run(() => tokenizers.Count("a", TokenEncoding.Cl100kBase));
        second.SetResult(Microsoft.ML.Tokenizers.TiktokenTokenizer.CreateForEncoding("cl100k_base"));

        Assert.Equal(1, await counting);
    }

    [Fact]
    public async Task A_vocabulary_that_cannot_be_built_surfaces_in_Ready_and_in_every_count()
    {
        var reason = new FileNotFoundException("no vocabulary");
        var tokenizers = new Tokenizers(Task.FromException<Microsoft.ML.Tokenizers.TiktokenTokenizer>(reason), Task.FromException<Microsoft.ML.Tokenizers.TiktokenTokenizer>(reason));

        Assert.False(tokenizers.IsReady);
        Assert.Same(reason, await Assert.ThrowsAsync<FileNotFoundException>(() => tokenizers.Ready));
        Assert.Same(reason, Assert.Throws<FileNotFoundException>(() => tokenizers.Count("a", TokenEncoding.O200kBase)));
    }

    [Fact]
    public void Ready_is_the_same_task_each_time_it_is_asked_for() => Assert.Same(Tokenizers.Ready, Tokenizers.Ready);
}
