using MockLlm.Providers.Anthropic;
using MockLlm.Providers.Anthropic.Caching;
using MockLlm.Providers.Tests.Anthropic.Messages;

namespace MockLlm.Providers.Tests.Anthropic.Caching;

/// <summary>Usage under <c>cache_control</c>, after the Claude API reference, "Prompt caching".</summary>
public sealed class PromptCacheTests
{
    private const string Marked = "\"cache_control\": {\"type\": \"ephemeral\"}";
    private const string MarkedForAnHour = "\"cache_control\": {\"type\": \"ephemeral\", \"ttl\": \"1h\"}";

    private static readonly string Long = string.Join(' ', Enumerable.Repeat("word", 1500));
    private static readonly DateTimeOffset Start = Vendor.Now;

    private readonly Vendor _vendor = new(typeof(AnthropicProvider), MessagesClient.Sums);

    [Fact]
    public void A_prefix_is_written_first_and_read_afterwards()
    {
        var first = Usage(System(Long, Marked), User("one"));
        var second = Usage(System(Long, Marked), User("two"));

        Assert.Equal((0, 1503, 5), first);
        Assert.Equal((1503, 0, 5), second);
    }

    [Fact]
    public void A_conversation_that_grows_reads_what_was_written_the_turn_before()
    {
        var first = Usage(System(Long), $"{{\"role\": \"user\", \"content\": [{{\"type\": \"text\", \"text\": \"one\", {Marked}}}]}}");
        var second = Usage(System(Long), User("one"), Assistant("yes"), $"{{\"role\": \"user\", \"content\": [{{\"type\": \"text\", \"text\": \"two\", {Marked}}}]}}");

        Assert.Equal((0, 1508, 0), first);
        Assert.Equal((1508, 10, 0), second);
    }

    [Fact]
    public void Automatic_caching_marks_the_last_block()
    {
        var first = Usage($"{System(Long)}, {Marked}", User("one"));
        var second = Usage($"{System(Long)}, {Marked}", User("one"), Assistant("yes"), User("two"));

        Assert.Equal((0, 1508, 0), first);
        Assert.Equal((1508, 10, 0), second);
    }

    [Fact]
    public void A_short_prompt_is_not_cached() => Assert.Equal((0, 0, 11), Usage(System("Be brief.", Marked), User("one")));

    [Fact]
    public void A_change_before_the_breakpoint_is_another_prefix()
    {
        Usage(System(Long, Marked), User("one"));

        Assert.Equal((0, 1504, 5), Usage(System("Changed " + Long[5..] + " word", Marked), User("one")));
    }

    [Fact]
    public void Both_lives_are_told_apart()
    {
        var usage = Post(System(Long, MarkedForAnHour), $"{{\"role\": \"user\", \"content\": [{{\"type\": \"text\", \"text\": \"one\", {Marked}}}]}}").Json!["usage"]!;

        Assert.Equal(1503, (int)usage["cache_creation"]!["ephemeral_1h_input_tokens"]!);
        Assert.Equal(5, (int)usage["cache_creation"]!["ephemeral_5m_input_tokens"]!);
        Assert.Equal(1508, (int)usage["cache_creation_input_tokens"]!);
    }

    [Fact]
    public void The_end_of_a_stream_tells_the_same()
    {
        var events = _vendor.Post(MessagesClient.Path, Body(System(Long, Marked) + ", \"stream\": true", User("one"))).Events;

        Assert.Equal(1503, (int)events[0].Json["message"]!["usage"]!["cache_creation_input_tokens"]!);
        Assert.Equal(1503, (int)events[^2].Json["usage"]!["cache_creation_input_tokens"]!);
    }

    [Fact]
    public void What_is_forgotten_is_written_anew()
    {
        Usage(System(Long, Marked), User("one"));
        ((AnthropicProvider)_vendor.Provider).Forget();

        Assert.Equal((0, 1503, 5), Usage(System(Long, Marked), User("one")));
    }

    [Theory]
    [InlineData(299, 0)]
    [InlineData(300, 2000)]
    public void A_prefix_is_kept_for_five_minutes_after_its_last_use(int seconds, int written)
    {
        var cache = new PromptCache();
        Use(cache, Start);
        Use(cache, Start.AddMinutes(4));

        Assert.Equal(written, Use(cache, Start.AddMinutes(4).AddSeconds(seconds)).Written);
    }

    [Fact]
    public void An_hour_is_an_hour()
    {
        var cache = new PromptCache();
        Use(cache, Start, mark: CacheMark.Hour);

        Assert.Equal(2000, Use(cache, Start.AddMinutes(59)).Read);
        Assert.Equal(0, Use(cache, Start.AddMinutes(120)).Read);
    }

    [Fact]
    public void Keys_and_models_have_caches_of_their_own()
    {
        var cache = new PromptCache();
        Use(cache, Start);

        Assert.Equal(0, Use(cache, Start, owner: "other").Read);
        Assert.Equal(0, Use(cache, Start, model: "claude-sonnet-4-5").Read);
        Assert.Equal(2000, Use(cache, Start).Read);
    }

    [Fact]
    public void No_more_than_its_capacity_is_kept()
    {
        var cache = new PromptCache(capacity: 10);
        for (var i = 0; i < 100; i++)
        {
            Use(cache, Start.AddSeconds(i), prefix: (UInt128)i);
        }

        Assert.Equal(10, cache.Count);
        Assert.Equal(2000, Use(cache, Start.AddSeconds(100), prefix: 99).Read);
        Assert.Equal(0, Use(cache, Start.AddSeconds(100), prefix: 1).Read);
    }

    [Fact]
    public void More_than_four_breakpoints_are_refused() => AssertRefused(
        "A maximum of 4 blocks with cache_control may be provided. Found 5.",
        $"\"system\": [{string.Join(", ", Enumerable.Repeat($"{{\"type\": \"text\", \"text\": \"x\", {Marked}}}", 5))}]");

    [Fact]
    public void An_hour_after_five_minutes_is_refused() => AssertRefused(
        "system.1.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
        $"\"system\": [{{\"type\": \"text\", \"text\": \"x\", {Marked}}}, {{\"type\": \"text\", \"text\": \"x\", {MarkedForAnHour}}}]");

    [Fact]
    public void A_life_that_is_not_offered_is_refused() => AssertRefused(
        "cache_control.ttl: Input should be '5m' or '1h'", "\"cache_control\": {\"type\": \"ephemeral\", \"ttl\": \"1d\"}");

    private static CacheUse Use(
        PromptCache cache, DateTimeOffset now, string owner = "k", string model = "claude-sonnet-5-5", UInt128 prefix = default, CacheMark mark = CacheMark.Minutes) =>
        cache.Use(owner, model, [new(prefix, mark, "system.0")], [2000], now);

    private static void AssertRefused(string message, string fields)
    {
        var answer = MessagesClient.Ask("\"max_tokens\": 9, " + fields);
        Assert.Equal(400, answer.Status);
        AnthropicErrorTests.AssertError(answer, "invalid_request_error", message);
    }

    private static string System(string text, string? mark = null) =>
        $"\"system\": [{{\"type\": \"text\", \"text\": \"{text}\"{(mark is null ? "" : ", " + mark)}}}]";

    private static string User(string text) => $"{{\"role\": \"user\", \"content\": \"{text}\"}}";

    private static string Assistant(string text) => $"{{\"role\": \"assistant\", \"content\": \"{text}\"}}";

    private static string Body(string fields, params string[] messages) =>
        $"{{\"model\": \"claude-sonnet-5-5\", \"max_tokens\": 9, {fields}, \"messages\": [{string.Join(", ", messages)}]}}";

    private (int Read, int Written, int Uncached) Usage(string fields, params string[] messages)
    {
        var usage = Post(fields, messages).Json!["usage"]!;
        return ((int)usage["cache_read_input_tokens"]!, (int)usage["cache_creation_input_tokens"]!, (int)usage["input_tokens"]!);
    }

    private Answer Post(string fields, params string[] messages) => _vendor.Post(MessagesClient.Path, Body(fields, messages));
}
