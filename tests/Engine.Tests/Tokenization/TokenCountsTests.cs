using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Tokenization;

public sealed class TokenCountsTests
{
    private readonly List<string> _counted = [];

    [Fact]
    public void Counts_a_text_once()
    {
        var counts = new TokenCounts(capacity: 4);

        Assert.Equal([5, 5], [Of(counts, "hello"), Of(counts, "hello")]);
        Assert.Equal(["hello"], _counted);
    }

    [Fact]
    public void Counts_a_text_once_for_each_encoding()
    {
        var counts = new TokenCounts(capacity: 4);

        counts.Of("hello", TokenEncoding.O200kBase, (_, _) => 1);

        Assert.Equal(2, counts.Of("hello", TokenEncoding.Cl100kBase, (_, _) => 2));
    }

    [Fact]
    public void Forgets_a_text_that_has_not_come_for_a_generation_and_keeps_one_that_has()
    {
        var counts = new TokenCounts(capacity: 4);

        foreach (var text in new[] { "kept", "gone", "a", "kept", "b", "c", "kept", "gone" })
        {
            Of(counts, text);
        }

        Assert.Equal(["kept", "gone", "a", "b", "c", "gone"], _counted);
    }

    [Fact]
    public void Remembers_no_long_text()
    {
        var counts = new TokenCounts(capacity: 4);
        var text = new string('x', TokenCounts.MaxTextLength + 1);

        Of(counts, text);
        Of(counts, text);

        Assert.Equal(2, _counted.Count);
    }

    private int Of(TokenCounts counts, string text) => counts.Of(text, TokenEncoding.O200kBase, (counted, _) =>
    {
        _counted.Add(counted);
        return counted.Length;
    });
}
