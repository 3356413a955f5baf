using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tests.Tokenization;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Completions;

public sealed class LoremTextTests
{
    private static readonly Tokenizers Tokenizers = SharedTokenizers.Instance;

    [Property]
    public Property A_text_has_exactly_as_many_tokens_as_asked_for_in_every_vocabulary() => Prop.ForAll(
        Gen.Choose(1, 2_000).ToArbitrary(),
        ArbMap.Default.ArbFor<ulong>(),
        (tokens, seed) =>
        {
            var (text, ends) = LoremText.Of(tokens, new RandomSequence(seed));
            return Enum.GetValues<TokenEncoding>().All(encoding =>
                Tokenizers.Count(text, encoding) == tokens && Tokenizers.Tokenize(text, encoding).Ends.SequenceEqual(ends.Ends));
        });

    [Fact]
    public void Every_word_is_one_token_wherever_it_stands()
    {
        var several =
            from encoding in Enum.GetValues<TokenEncoding>()
            from word in LoremText.Words
            from form in new[] { " " + word, " " + Capital(word), Capital(word) }
            where Tokenizers.Count(form, encoding) != 1
            select form;

        Assert.Empty(several.Distinct());
    }

    [Fact]
    public void The_same_draws_give_the_same_text_and_others_another()
    {
        var text = LoremText.Of(50, new RandomSequence(1)).Text;

        Assert.Equal(text, LoremText.Of(50, new RandomSequence(1)).Text);
        Assert.NotEqual(text, LoremText.Of(50, new RandomSequence(2)).Text);
    }

    [Fact]
    public void It_is_sentences_of_words()
    {
        var text = LoremText.Of(500, new RandomSequence(7)).Text;

        Assert.Matches(@"^[A-Z][a-z]*( [a-z]+)*\.( [A-Z][a-z]*( [a-z]+)*\.)+$", text);
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
