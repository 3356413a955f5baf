using MockLlm.Engine.Inference.PrefixCaching;

using static MockLlm.Engine.Tests.Inference.PrefixCaching.Prompts;

namespace MockLlm.Engine.Tests.Inference.PrefixCaching;

public sealed class PrefixCacheTests
{
    private static readonly PrefixCacheSettings Usual = new(16, 20_000);

    [Theory]
    [InlineData(15, 0)]
    [InlineData(16, 0)]
    [InlineData(17, 16)]
    [InlineData(32, 16)]
    [InlineData(33, 32)]
    [InlineData(100, 96)]
    public void A_prompt_that_comes_again_is_cached_but_for_its_last_token(int tokens, int cached)
    {
        var cache = new PrefixCache();

        Assert.Equal(0, Use(cache, Range(0, tokens), Usual));
        Assert.Equal(cached, Use(cache, Range(0, tokens), Usual));
        Assert.Equal((2L * tokens, cached), cache.Counts);
    }

    [Fact]
    public void The_tokens_that_the_client_is_told_of_are_the_most_that_are_cached()
    {
        var cache = new PrefixCache();
        Use(cache, Range(0, 100), Usual);

        Assert.Equal(32, cache.Use(Of(Range(0, 100), Usual), tokens: 48, Usual));
    }

    [Fact]
    public void The_end_of_a_prompt_makes_room_before_its_start()
    {
        var settings = new PrefixCacheSettings(1, 10);
        var cache = new PrefixCache();
        Use(cache, Range(0, 8), settings);
        Use(cache, Range(100, 6), settings);

        Assert.Equal(4, Use(cache, Range(0, 8), settings));
    }

    [Fact]
    public void A_prompt_that_is_longer_than_the_cache_is_kept_up_to_its_size()
    {
        var settings = new PrefixCacheSettings(1, 10);
        var cache = new PrefixCache();
        Use(cache, Range(0, 50), settings);

        Assert.Equal(10, Use(cache, Range(0, 50), settings));
    }

    [Fact]
    public void Another_size_empties_the_cache_and_a_reset_also_clears_its_counts()
    {
        var cache = new PrefixCache();
        Use(cache, Range(0, 33), Usual);

        Assert.Equal(0, Use(cache, Range(0, 33), Usual with { Blocks = 7 }));
        cache.Reset();
        Assert.Equal((0, 0), cache.Counts);
        Assert.Equal(0, Use(cache, Range(0, 33), Usual with { Blocks = 7 }));
    }

    [Fact]
    public void A_shared_system_prompt_is_found_from_the_second_request_on()
    {
        const int Requests = 2_000;
        var random = new Random(7);
        var cache = new PrefixCache();
        long tokens = 0;
        for (var request = 0; request < Requests; request++)
        {
            // 62 of the 63 blocks that the system prompt begins are full: 992 of its 1,000 tokens.
            int[] own = [.. Enumerable.Range(0, random.Next(10, 400)).Select(_ => random.Next(5_000, 1_000_000))];
            tokens += 1_000 + own.Length;

            Assert.Equal(request == 0 ? 0 : 992, Use(cache, [.. Range(0, 1_000), .. own], Usual));
        }

        Assert.Equal((tokens, 992L * (Requests - 1)), cache.Counts);
        Assert.Equal(992d / (1_000 + 204.5), (double)cache.Counts.Hits / cache.Counts.Queries, 0.01);
    }

    [Fact]
    public void Prompts_of_many_tenants_are_found_as_often_as_in_a_written_out_model()
    {
        const int Block = 4;
        var settings = new PrefixCacheSettings(Block, 120);
        var random = new Random(11);
        var cache = new PrefixCache();
        var model = new List<string>();
        for (var request = 0; request < 3_000; request++)
        {
            // Few tenants have most of the requests. Their system prompts have 10 to 39 tokens.
            var tenant = (int)(30 * Math.Pow(random.NextDouble(), 3));
            int[] prompt = [.. Range(tenant * 100, 10 + tenant), .. Range(random.Next(5_000, 9_000_000), random.Next(1, 20))];

            Assert.Equal(InModel(model, prompt), Use(cache, prompt, settings));
        }

        // The least recently used block goes first, so that a list in that order says what is cached.
        int InModel(List<string> kept, int[] prompt)
        {
            List<string> blocks = [.. Enumerable.Range(1, prompt.Length / Block).Select(end => string.Join(',', prompt[..(end * Block)]))];
            var found = blocks.TakeWhile(kept.Contains).Count();
            foreach (var block in blocks.AsEnumerable().Reverse())
            {
                kept.Remove(block);
                kept.Insert(0, block);
                kept.RemoveRange(Math.Min(settings.Blocks, kept.Count), Math.Max(0, kept.Count - settings.Blocks));
            }

            return Math.Min(found, (prompt.Length - 1) / Block) * Block;
        }
    }

    [Fact]
    public void Many_threads_can_use_it()
    {
        var cache = new PrefixCache();
        var settings = new PrefixCacheSettings(4, 50);
        Parallel.For(0, 2_000, request => Use(cache, [.. Range(0, 40), .. Range(1_000 + (request * 50), 40)], settings));

        Assert.Equal(2_000 * 80, cache.Counts.Queries);
        Assert.Equal(40, Use(cache, Range(0, 41), settings));
    }

    [Fact]
    public void Models_that_are_not_listed_share_one_cache()
    {
        var caches = new PrefixCaches();

        Assert.Same(caches.Of(null), caches.Of(null));
        Assert.NotSame(caches.Of(null), caches.Of("gpt-4o"));
        Assert.Equal([new(null, 0, 0), new("gpt-4o", 0, 0)], caches.Counts);
    }

    private static int Use(PrefixCache cache, int[] tokens, PrefixCacheSettings settings) => cache.Use(Of(tokens, settings), tokens.Length, settings);

    private static int[] Range(int start, int count) => [.. Enumerable.Range(start, count)];
}
