using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.Tests.Pipeline;

namespace MockLlm.Web.Tests.Lifetime;

/// <summary>A server that imitates an engine which loads its model (<c>latency.startup</c>).</summary>
public sealed class StartupTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Until_then_the_server_is_not_ready_and_requests_get_the_overload_error()
    {
        await using var server = await TestServer.Start("latency: {startup: 30s}", _time);

        _time.Advance(TimeSpan.FromSeconds(29.5));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"status":"starting","waits_for":["latency.startup of openai, 500ms left","latency.startup of anthropic, 500ms left"],"errors":[]}"""),
            await Get(server, "/ready"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok"}"""), await Get(server, "/health"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), await Ask(server, "currently overloaded"));
        Assert.Equal((HttpStatusCode)529, (await Anthropic(server)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Get(server, "/v1/models")).Status);

        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ready","errors":[]}"""), await Get(server, "/ready"));
        Assert.Equal((HttpStatusCode.OK, true), await Ask(server, "chat.completion"));
    }

    [Fact]
    public async Task A_provider_can_start_later_than_the_others_and_the_server_is_ready_with_the_last_that_is_served()
    {
        await using var server = await TestServer.Start("providers: {openai: {latency: {startup: 30s}}, anthropic: {enabled: false, latency: {startup: 5m}}}", _time);

        Assert.Equal("""{"status":"starting","waits_for":["latency.startup of openai, 30s left"],"errors":[]}""", (await Get(server, "/ready")).Body);

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await Get(server, "/ready")).Status);
    }

    [Fact]
    public async Task A_live_change_can_make_a_provider_start_again_and_end_its_start()
    {
        await using var server = await TestServer.Start("", _time);
        _time.Advance(TimeSpan.FromSeconds(10));

        await Patch(server, """{"latency":{"startup":"15s"}}""");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), await Ask(server, "currently overloaded"));

        await Patch(server, """{"latency":{"startup":null}}""");
        Assert.Equal((HttpStatusCode.OK, true), await Ask(server, "chat.completion"));
    }

    private static async Task Patch(TestServer server, string body)
    {
        using var answer = await server.Http.PatchAsync("/_mockllm/settings", new StringContent(body, null, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<(HttpStatusCode Status, string Body)> Get(TestServer server, string path)
    {
        using var answer = await server.Http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<(HttpStatusCode Status, bool Says)> Ask(TestServer server, string word)
    {
        using var answer = await server.Http.PostAsync("/v1/chat/completions", new StringContent(SlotServer.Chat("gpt-4o"), null, "application/json"));
        return (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains(word, StringComparison.Ordinal));
    }

    private static async Task<(HttpStatusCode Status, string Body)> Anthropic(TestServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages")
        {
            Content = JsonContent.Create(new { model = "claude-sonnet-4-5", max_tokens = 9, messages = new[] { new { role = "user", content = "hi" } } }),
            Headers = { { "x-api-key", "k" }, { "anthropic-version", "2023-06-01" } },
        };
        using var answer = await server.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
