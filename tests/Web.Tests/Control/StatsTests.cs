using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Control;

public sealed class StatsTests
{
    private const string Route = "/_mockllm/stats";
    private const string Chat = "/v1/chat/completions";

    [Fact]
    public async Task Before_there_was_any_request_everything_is_there_and_nothing_is_counted()
    {
        await using var server = await TestServer.Start();

        var stats = await Stats(server);

        Assert.Equal(
            ["in_flight", "queued", "streams_open", "streams_cancelled", "served", "faults", "tokens", "lateness_ms", "saturated", "headroom", "providers"],
            stats.EnumerateObject().Select(property => property.Name));
        Assert.Equal(0, stats.GetProperty("served").GetInt64());
        Assert.Equal("""{"prompt":0,"completion":0}""", stats.GetProperty("tokens").GetRawText());
        Assert.Equal("""{"p50":0,"p90":0,"p99":0,"max":0}""", stats.GetProperty("lateness_ms").GetRawText());
        Assert.Equal("{}", stats.GetProperty("faults").GetRawText());
        Assert.False(stats.GetProperty("saturated").GetBoolean());
        Assert.Equal(1, stats.GetProperty("headroom").GetProperty("lateness").GetDouble());
        Assert.InRange(stats.GetProperty("headroom").GetProperty("cpu").GetDouble(), 0, 1);
        Assert.Equal(0, stats.GetProperty("providers").GetProperty("anthropic").GetProperty("queued").GetInt64());
    }

    [Fact]
    public async Task Replies_and_their_tokens_are_counted_by_provider()
    {
        await using var server = await TestServer.Start("responses: {hi: hello}");

        for (var stream = 0; stream < 2; stream++)
        {
            using var answer = await server.Http.PostAsync(Chat, new StringContent(Chats.Hi(Chat, stream == 1), null, "application/json"));
            await answer.Content.ReadAsStringAsync();
        }

        JsonElement stats = default;
        await Eventually.Holds(
            async () => (stats = await Stats(server)).GetProperty("served").GetInt64() == 2, () => $"There were not two replies: {stats}");
        var openAi = stats.GetProperty("providers").GetProperty("openai");
        Assert.Equal(2, openAi.GetProperty("served").GetInt64());
        Assert.Equal(2, openAi.GetProperty("tokens").GetProperty("completion").GetInt64());
        Assert.Equal(2, stats.GetProperty("tokens").GetProperty("completion").GetInt64());
        Assert.InRange(stats.GetProperty("tokens").GetProperty("prompt").GetInt64(), 2, 40);
        Assert.Equal(0, stats.GetProperty("providers").GetProperty("anthropic").GetProperty("served").GetInt64());
        Assert.Equal(0, stats.GetProperty("in_flight").GetInt64());
    }

    [Fact]
    public async Task A_machine_that_sends_too_late_says_so()
    {
        var late = TimeSpan.FromMilliseconds(20);
        await using var server = await TestServer.Start("server: {lateness_bound: 5ms}");
        for (var index = 0; index < 100; index++)
        {
            server.Meters.Lateness.Record(TimeProvider.System.GetTimestamp(), late);
        }

        var stats = await Stats(server);

        Assert.True(stats.GetProperty("saturated").GetBoolean());
        Assert.Equal(0, stats.GetProperty("headroom").GetProperty("lateness").GetDouble());
        Assert.Equal(late.TotalMilliseconds, stats.GetProperty("lateness_ms").GetProperty("p50").GetDouble());
        Assert.Equal(late.TotalMilliseconds, stats.GetProperty("lateness_ms").GetProperty("max").GetDouble());
    }

    [Fact]
    public async Task With_an_admin_key_it_is_asked_for_and_no_page_of_another_site_may_read_the_answer()
    {
        await using var server = await TestServer.Start(options => options with { AdminKey = "secret" });

        using var refused = await server.Http.GetAsync(Route);
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "secret");
        using var served = await server.Http.GetAsync(Route);
        using var preflight = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, Route) { Headers = { { "Origin", "http://example.com" } } });

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.All(new[] { refused, served, preflight }, answer => Assert.DoesNotContain("Access-Control-Allow-Origin", answer.Headers.Select(header => header.Key)));
    }

    private static async Task<JsonElement> Stats(TestServer server) => JsonDocument.Parse(await server.Http.GetStringAsync(Route)).RootElement;
}
