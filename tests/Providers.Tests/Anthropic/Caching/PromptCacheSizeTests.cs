using MockLlm.Providers.Anthropic.Caching;

namespace MockLlm.Providers.Tests.Anthropic.Caching;

[Collection(Alone.Name)]
public sealed class PromptCacheSizeTests
{
    private const long Bound = 16 * 1024 * 1024;

    private readonly PromptCache _cache = new();

    [Fact]
    public void Long_names_of_models_and_long_api_keys_are_not_kept()
    {
        var taken = Alone.HeapOf(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                Use($"key {i} {new string('x', 500_000)}", $"model {i} {new string('x', 500_000)}", prefix: 1);
            }
        });

        Assert.Equal(100, _cache.Count);
        // The names together take 200 MB. The last ones may still be on the stack.
        Assert.InRange(taken, long.MinValue, 4_000_000);
    }

    [Fact]
    public void A_full_cache_stays_within_its_bound()
    {
        var taken = Alone.HeapOf(() =>
        {
            for (var i = 0; i < 150_000; i++)
            {
                Use("key", "model", (UInt128)i);
            }
        });

        Assert.Equal(100_000, _cache.Count);
        Assert.InRange(taken, long.MinValue, Bound);
    }

    private void Use(string owner, string model, UInt128 prefix) =>
        _cache.Use(owner, model, [new CacheBlock(prefix, CacheMark.Minutes, "system")], [5000], Vendor.Now);
}
