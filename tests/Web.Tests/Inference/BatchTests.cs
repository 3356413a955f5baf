using System.Globalization;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Inference;

/// <summary>Replies whose tokens come from a batch (<c>latency.batch</c>) through the wire.</summary>
public sealed class BatchTests
{
    // The prompt "hi" has 8 tokens, the answer has 3.
    private const string Path = "/v1/chat/completions";

    private readonly ObservedTime _time = new();
    private Task<TimeSpan>? _next;

    [Fact]
    public async Task Each_token_of_a_stream_leaves_at_the_end_of_its_step()
    {
        await using var server = await Start();
        using var client = await Chat(server, stream: true);

        Assert.Equal([18, 11, 11], await Waits(3));
        Assert.EndsWith("data: [DONE]\n\n", (await client.Read()).Body, StringComparison.Ordinal);
        Assert.Equal((0, 0), Counts(server));
        Assert.Equal(TimeSpan.Zero, server.Meters.Lateness.Longest);
    }

    [Theory]
    [InlineData("", 40)]
    [InlineData(", time_to_first_token: 1s", 1_040)]
    [InlineData(", time_to_first_token: 1s, speed: 10", 104)]
    [InlineData(", inter_token: 1s, prefill_per_token: 1s", 40)]
    public async Task A_plain_reply_leaves_with_its_last_token(string more, double milliseconds)
    {
        await using var server = await Start(more);
        using var client = await Chat(server);

        Assert.Equal(milliseconds, await WaitedUntil(client));
        Assert.Contains("one two three", (await client.Read()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_change_gives_a_batch_and_changes_its_times()
    {
        await using var server = await TestServer.Start("responses: {hi: one two three}", _time);
        await Patch(server, """{"latency":{"batch":{"prefill_tokens":1000,"step":"10ms","per_token":"1ms"}}}""");
        using var first = await Chat(server);
        Assert.Equal(40, await WaitedUntil(first));

        await Patch(server, """{"latency":{"speed":2}}""");
        using var second = await Chat(server);
        Assert.Equal(20, await WaitedUntil(second), 1d);

        Assert.Contains(
            "\"latency.batch\":{\"value\":\"{per_token: 1ms, prefill_tokens: 1000, step: 10ms}\",\"layer\":\"live\"}",
            await server.Http.GetStringAsync("/_mockllm/config?provider=openai"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_is_cached_is_prefilled_faster()
    {
        await using var server = await Start(", prefix_cache: {block: 4}");
        using var first = await Chat(server);
        Assert.Equal(40, await WaitedUntil(first));
        using var second = await Chat(server);

        Assert.Equal(36, await WaitedUntil(second));
    }

    [Fact]
    public async Task A_piece_of_all_tokens_leaves_with_the_last_one()
    {
        await using var server = await Start(settings: "settings: {chunk: {characters: 1000}}");
        using var client = await Chat(server, stream: true);

        Assert.Equal([18, 22], await Waits(2));
        Assert.Contains("one two three", (await client.Read()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_has_no_place_waits_and_begins_when_the_client_before_it_leaves()
    {
        await using var server = await Start(sequences: 1);
        var first = await Chat(server, stream: true);
        Assert.Equal([18], await Waits(1));
        using var second = await Chat(server, stream: true);
        await Eventually.Holds(() => Look(server, (1, 1)), () => $"{Counts(server)}");

        first.Leave(reset: true);
        await Eventually.Holds(async () => await Look(server, (0, 1)) || Counts(server) == (1, 0), () => $"{Counts(server)}");
        for (var pause = 0; !second.HasBytes; pause++)
        {
            Assert.True(pause < 1_000);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await server.Http.GetStringAsync("/health");
        }

        Assert.Equal((1, 0), Counts(server));
    }

    [Fact]
    public async Task The_profile_none_and_routes_without_tokens_need_no_place()
    {
        await using var server = await Start(sequences: 1);
        using var first = await Chat(server);
        await _time.NextWait();
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent(Chats.Hi(Path, stream: false), null, "application/json"),
            Headers = { { "X-MockLlm-Latency", "none" } },
        };

        Assert.Equal(200, (int)(await server.Http.SendAsync(request).OrFail()).StatusCode);
        using var vectors = new StringContent("""{"model":"text-embedding-3-small","input":"hi"}""", null, "application/json");
        Assert.Equal(200, (int)(await server.Http.PostAsync("/v1/embeddings", vectors).OrFail()).StatusCode);
        Assert.Equal((1, 0), Counts(server));
    }

    [Theory]
    [InlineData("truncate, at: 0.5")]
    [InlineData("delay, by: 5ms")]
    [InlineData("duplicate")]
    [InlineData("drip, bytes: 50")]
    public async Task A_fault_on_the_stream_finds_its_times(string fault)
    {
        await using var server = await Start(settings: $"faults: [{{kind: {fault}}}]");
        using var client = await Chat(server, stream: true);

        Assert.Contains("one", (await Read(client)).Body, StringComparison.Ordinal);
        await Eventually.Holds(() => Look(server, (0, 0)), () => $"{Counts(server)}");
    }

    [Fact]
    public async Task Several_choices_and_several_prompts_take_a_place_each()
    {
        await using var server = await Start();
        using var client = await RawConnection.Post(server.Url, Path, "{\"n\":2," + Chats.Hi(Path, stream: false)[1..]);
        using var prompts = await RawConnection.Post(server.Url, "/v1/completions", """{"model":"gpt-3.5-turbo-instruct","prompt":["hi","ho"],"stream":true}""");
        // The first to come starts a step at once. The others wait for its end, because the clock stands still.
        await Eventually.Holds(() => Look(server, (4, 0), (2, 2), (1, 3)), () => $"{Counts(server)}");

        Assert.Contains("\"index\":1", (await Read(client)).Body, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", (await Read(prompts)).Body, StringComparison.Ordinal);
    }

    private static async Task Patch(TestServer server, string body)
    {
        using var answer = await server.Http.PatchAsync("/_mockllm/settings", new StringContent(body, null, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<bool> Look(TestServer server, params (int Running, int Waiting)[] counts)
    {
        await server.Http.GetStringAsync("/health");
        return counts.Contains(Counts(server));
    }

    private static (int Running, int Waiting) Counts(TestServer server) =>
        server.Runtime("openai").Shared.Inference.Batches.Counts.Select(count => (count.Running, count.Waiting)).SingleOrDefault();

    private static Task<RawConnection> Chat(TestServer server, bool stream = false) => RawConnection.Post(server.Url, Path, Chats.Hi(Path, stream));

    private Task<TestServer> Start(string more = "", string settings = "", int sequences = 64) => TestServer.Start(
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            responses: {hi: one two three}
            latency: {batch: {sequences: {{sequences}}, prefill_tokens: 1000, step: 10ms, per_token: 1ms}{{more}}}
            {{settings}}
            """),
        _time);

    private async Task<List<double>> Waits(int count)
    {
        List<double> waits = [];
        for (var i = 0; i < count; i++)
        {
            var wait = await _time.NextWait();
            waits.Add(wait.TotalMilliseconds);
            _time.Advance(wait);
        }

        return waits;
    }

    // Lets time pass until the whole answer is there.
    private async Task<RawAnswer> Read(RawConnection client)
    {
        var reading = client.Read();
        while (!reading.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        return await reading;
    }

    // Lets each wait pass, and returns their sum when bytes arrive.
    private async Task<double> WaitedUntil(RawConnection client)
    {
        var waited = 0.0;
        while (true)
        {
            // A wait that does not come in time is the first of the next request.
            _next ??= _time.NextWait();
            while (!_next.IsCompleted && !client.HasBytes)
            {
                await Task.Yield();
            }

            if (!_next.IsCompleted)
            {
                return waited;
            }

            var wait = await _next;
            _next = null;
            waited += wait.TotalMilliseconds;
            _time.Advance(wait);
        }
    }
}
