using MockLlm.Engine.Hashing;

namespace MockLlm.Engine.Tests.Hashing;

public sealed class ClientKeyTests
{
    [Fact]
    public void Equal_texts_have_equal_keys()
    {
        Assert.Equal(ClientKey.Of("a"), ClientKey.Of("a"));
        Assert.Equal(ClientKey.Of("a", "b"), ClientKey.Of("a", "b"));
        Assert.Equal(ClientKey.Of("a", "b", null), ClientKey.Of("a", "b", null));
    }

    [Fact]
    public void Other_texts_have_other_keys()
    {
        UInt128[] keys =
        [
            ClientKey.Of(null), ClientKey.Of(""), ClientKey.Of("a"), ClientKey.Of("a", purpose: 1), ClientKey.Of(null, purpose: 1),
            ClientKey.Of("a", "b"), ClientKey.Of("b", "a"), ClientKey.Of("ab", ""), ClientKey.Of("", "ab"), ClientKey.Of("ab", null),
            ClientKey.Of("a", "b", ""), ClientKey.Of("a", "b", null), ClientKey.Of("", "a", "b"),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }
}
