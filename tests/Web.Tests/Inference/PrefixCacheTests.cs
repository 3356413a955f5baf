using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Inference;

/// <summary>The prefix cache (<c>latency.prefix_cache</c>) through the wire.</summary>
public sealed class PrefixCacheTests
{
    private static readonly string System = string.Join(' ', Enumerable.Range(0, 200).Select(number => $"rule {number}"));

    [Fact]
    public async Task The_usage_of_every_vendor_shows_the_cached_tokens()
    {
        await using var server = await TestServer.Start("latency: {prefix_cache: {block: 16, blocks: 20000}}");

        Assert.Equal(0, (int?)(await Chat(server, "one"))["prompt_tokens_details"]!["cached_tokens"]);
        var chat = await Chat(server, "two");
        var cached = Cached((int)chat["prompt_tokens"]!, (int?)chat["prompt_tokens_details"]!["cached_tokens"]);

        Assert.Equal(0, (int?)(await Respond(server, "one"))["input_tokens_details"]!["cached_tokens"]);
        var response = await Respond(server, "two");
        Cached((int)response["input_tokens"]!, (int?)response["input_tokens_details"]!["cached_tokens"]);

        var first = await Message(server, "one");
        var second = await Message(server, "two");
        Assert.Equal(0, (int?)first["cache_read_input_tokens"]);
        Cached((int)first["input_tokens"]!, (int?)second["cache_read_input_tokens"]);
        Assert.Equal((int)first["input_tokens"]!, (int)second["input_tokens"]! + (int)second["cache_read_input_tokens"]!);

        var counts = server.Runtime("openai").Shared.Inference.Prefixes.Counts;
        Assert.Equal(["gpt-4.1", "gpt-4o"], counts.Select(count => count.Model));
        Assert.Equal(cached, counts.Single(count => count.Model == "gpt-4o").Hits);
    }

    [Fact]
    public async Task A_stream_shows_them_in_its_last_chunk()
    {
        await using var server = await TestServer.Start("latency: {prefix_cache: {}}");
        await Chat(server, "one");

        using var answer = await server.Http.PostAsJsonAsync("/v1/chat/completions", new
        {
            model = "gpt-4o",
            stream = true,
            stream_options = new { include_usage = true },
            messages = new[] { new { role = "system", content = System }, new { role = "user", content = "two" } },
        });
        var usage = (await answer.Content.ReadAsStringAsync()).Split("\n\n").Last(line => line.Contains("prompt_tokens_details", StringComparison.Ordinal));
        Cached(2_000, (int?)JsonNode.Parse(usage["data: ".Length..])!["usage"]!["prompt_tokens_details"]!["cached_tokens"]);
    }

    [Fact]
    public async Task Another_model_and_another_name_find_nothing_and_a_reset_empties_the_cache()
    {
        await using var server = await TestServer.Start("latency: {prefix_cache: {block: 16}}");
        foreach (var model in new[] { "gpt-4o", "gpt-4o-mini", "mine", "yours" })
        {
            Assert.Equal(0, (int?)(await Chat(server, "one", model))["prompt_tokens_details"]!["cached_tokens"]);
        }

        Assert.NotEqual(0, (int?)(await Chat(server, "one", "yours"))["prompt_tokens_details"]!["cached_tokens"]);

        using var reset = await server.Http.PostAsync("/_mockllm/reset", null);
        Assert.All(server.Runtime("openai").Shared.Inference.Prefixes.Counts, count => Assert.Equal((0, 0), (count.Queries, count.Hits)));
        Assert.Equal(0, (int?)(await Chat(server, "one", "yours"))["prompt_tokens_details"]!["cached_tokens"]);
    }

    [Fact]
    public async Task Only_the_other_tokens_take_time()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("latency: {prefill_per_token: 1ms, prefix_cache: {block: 16}}", time);

        var first = Chat(server, "one");
        var whole = await time.NextWait();
        time.Advance(whole);
        var tokens = (int)(await first)["prompt_tokens"]!;
        var second = Chat(server, "two");
        var rest = await time.NextWait();
        time.Advance(rest);
        var cached = (int)(await second)["prompt_tokens_details"]!["cached_tokens"]!;

        Assert.Equal((TimeSpan.FromMilliseconds(tokens), TimeSpan.FromMilliseconds(tokens - cached)), (whole, rest));
        Cached(tokens, cached);
    }

    [Fact]
    public async Task Without_the_key_nothing_is_cached()
    {
        await using var server = await TestServer.Start("latency: {prefill_per_token: 0}", new FakeTimeProvider());
        await Chat(server, "one");

        Assert.Equal(0, (int?)(await Chat(server, "one"))["prompt_tokens_details"]!["cached_tokens"]);
        Assert.Empty(server.Runtime("openai").Shared.Inference.Prefixes.Counts);
    }

    // All but the last few blocks are cached.
    private static int Cached(int tokens, int? cached)
    {
        Assert.Equal(0, cached % 16);
        Assert.InRange(cached!.Value, 400, tokens - 1);
        return cached.Value;
    }

    private static Task<JsonNode> Chat(TestServer server, string prompt, string model = "gpt-4o") => Usage(
        server, "/v1/chat/completions", new { model, messages = new[] { new { role = "system", content = System }, new { role = "user", content = prompt } } });

    private static Task<JsonNode> Respond(TestServer server, string prompt) =>
        Usage(server, "/v1/responses", new { model = "gpt-4.1", instructions = System, input = prompt });

    private static Task<JsonNode> Message(TestServer server, string prompt) => Usage(
        server, "/v1/messages", new { model = "claude-sonnet-4-5", max_tokens = 9, system = System, messages = new[] { new { role = "user", content = prompt } } });

    private static async Task<JsonNode> Usage(TestServer server, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body),
            Headers = { { "x-api-key", "k" }, { "anthropic-version", "2023-06-01" } },
        };
        using var answer = await server.Http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["usage"]!;
    }
}
