using System.Text;
using Microsoft.ML.Tokenizers;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Tokenization;

public sealed class TextPartsTests
{
    private static readonly Tokenizers Tokenizers = SharedTokenizers.Instance;
    private static readonly PreTokenizer Words = SharedTokenizers.Words;

    [Fact]
    public void Words_are_parts_as_the_vocabulary_cuts_them() =>
        Assert.Equal([(0, 5), (5, 6), (11, 1)], TextParts.Of("hello world!", Words));

    [Fact]
    public void A_word_longer_than_the_bound_is_cut_into_several()
    {
        var text = new string('a', (2 * TextParts.MaxLength) + 3) + " b";

        Assert.Equal([(0, 512), (512, 512), (1024, 3), (1027, 2)], TextParts.Of(text, Words));
    }

    [Fact]
    public void No_part_ends_inside_a_surrogate_pair()
    {
        var text = "!" + string.Concat(Enumerable.Repeat("🦄", 300));

        Assert.Equal([(0, 511), (511, 90)], TextParts.Of(text, Words));
        Assert.Equal(901, Tokenizers.Count(text, TokenEncoding.O200kBase));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("A")]
    [InlineData(" ")]
    [InlineData("=")]
    [InlineData("🦄")]
    [InlineData("漢")]
    [InlineData("\u0301")]
    [InlineData("\n ")]
    public void No_part_of_a_text_without_a_break_is_longer_than_the_bound(string unit)
    {
        var text = new StringBuilder().Insert(0, unit, 5_000).ToString();
        var parts = TextParts.Of(text, Words).ToArray();

        Assert.All(parts, part => Assert.InRange(part.Length, 1, TextParts.MaxLength));
        Assert.Equal(text.Length, parts.Sum(part => part.Length));
    }
}
