using System.Text.Json;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Faults;

/// <summary>Which requests are hit, what a request may ask for itself, and what is said of it outside.</summary>
public sealed class RequestFaultTests
{
    private const string OpenAi = "/v1/chat/completions";

    [Theory]
    [InlineData("kind=status; status=503", 503)]
    [InlineData("status:503", 503)]
    [InlineData("overloaded", 503)]
    [InlineData("kind=html", 502)]
    [InlineData("kind=status; probability=0", 200)]
    public async Task A_request_asks_for_its_own_fault(string fault, int status)
    {
        await using var server = await TestServer.Start("faults: [{kind: rate_limited, when: {model: none}}]");

        Assert.Equal(status, (int)(await Send(server, OpenAi, header: fault)).StatusCode);
        Assert.Equal(status, (int)(await Send(server, $"{OpenAi}?mockllm_fault={Uri.EscapeDataString(fault)}")).StatusCode);
    }

    [Theory]
    [InlineData("kind=sttus", "kind is sttus: did you mean status? known kinds are ")]
    [InlineData("kind=hang; for=20", "for is 20: a duration needs a unit, write 20ms")]
    [InlineData("kind=empty; status=503", "status is not a known key: known are probability, kind")]
    [InlineData("empty:3", "empty takes no value, write empty alone")]
    [InlineData("", "it says nothing")]
    [InlineData("status=503", "kind is missing: it must be one of status, ")]
    public async Task What_cannot_be_read_is_a_400_that_says_why(string fault, string why)
    {
        await using var server = await TestServer.Start();

        using var answer = await Send(server, $"{OpenAi}?mockllm_fault={Uri.EscapeDataString(fault)}");

        Assert.Equal(400, (int)answer.StatusCode);
        var message = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("message").GetString();
        Assert.StartsWith($"mockllm_fault: {why}", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_control_can_be_switched_off()
    {
        await using var server = await TestServer.Start("settings: {request_control: false}");

        Assert.Equal(200, (int)(await Send(server, OpenAi, header: "kind=nonsense")).StatusCode);
    }

    [Fact]
    public async Task Faults_are_counted_by_kind_and_provider_and_hidden_where_nothing_is_revealed()
    {
        await using var server = await TestServer.Start("{settings: {reveal: false}, faults: [{kind: status}]}");

        using var answer = await Send(server, OpenAi);

        Assert.False(answer.Headers.Contains("X-MockLlm-Fault"));
        Assert.Contains("mockllm_faults_total{kind=\"status\",provider=\"openai\"} 1\n", await server.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        var stats = JsonDocument.Parse(await server.Http.GetStringAsync("/_mockllm/stats")).RootElement;
        Assert.Equal("""{"status":1}""", stats.GetProperty("faults").GetRawText());
    }

    [Fact]
    public async Task Routes_without_tokens_are_hit_only_by_faults_that_name_them()
    {
        await using var server = await TestServer.Start(
            "faults: [{kind: overloaded, when: {path: '*/named*'}}, {kind: status}]", null, typeof(ShapedProvider), typeof(NamedProvider));

        Assert.Equal(200, (int)(await Send(server, "/shaped/count")).StatusCode);
        Assert.Equal(200, (int)(await server.Http.GetAsync("/v1/models")).StatusCode);
        Assert.Equal(503, (int)(await server.Http.GetAsync("/named")).StatusCode);
        Assert.Equal(500, (int)(await Send(server, OpenAi)).StatusCode);
    }

    [Theory]
    [InlineData(OpenAi, """{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}""", 2)]
    [InlineData(OpenAi, """{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"a","content":"21"}""", 1)]
    [InlineData("/v1/messages", """{"role":"user","content":[{"type":"image","source":{"type":"url","url":"https://example.com/a.png"}}]}""", 2)]
    [InlineData("/v1/messages", """{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"21"}]}""", 1)]
    public async Task An_image_alone_is_a_turn_and_a_tools_result_is_none(string path, string message, int turn)
    {
        await using var server = await TestServer.Start($"faults: [{{kind: status, when: {{turn: {turn}}}}}]");

        using var answer = await Send(server, path, body: $$"""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"hi"},{{message}}]}""");

        Assert.Equal(500, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("turn: 1", true)]
    [InlineData("turn: [2, 3]", false)]
    [InlineData("stream: false", true)]
    [InlineData("stream: true", false)]
    [InlineData("system: {contains: polite}", true)]
    [InlineData("system: ''", false)]
    [InlineData("header: {x-tenant: acme}", true)]
    [InlineData("header: {X-Tenant: [a, {starts_with: ac}]}", true)]
    [InlineData("header: {x-other: acme}", false)]
    [InlineData("path: /v1/*", true)]
    [InlineData("path: /v2/*", false)]
    [InlineData("prompt: hi", true)]
    public async Task Conditions_ask_the_same_of_every_provider(string when, bool hits)
    {
        await using var server = await TestServer.Start($"faults: [{{kind: status, when: {{{when}}}}}]");
        server.Http.DefaultRequestHeaders.Add("X-Tenant", "acme");
        const string Hi = """[{"role":"user","content":"hi"}]""";

        using var chat = await Send(server, OpenAi, body: """{"model":"m","messages":[{"role":"system","content":"Be polite."},{"role":"user","content":"hi"}]}""");
        using var message = await Send(server, "/v1/messages", body: $$"""{"model":"m","max_tokens":9,"system":[{"type":"text","text":"Be polite."}],"messages":{{Hi}}}""");

        Assert.Equal((hits ? 500 : 200, hits ? 500 : 200), ((int)chat.StatusCode, (int)message.StatusCode));
    }

    private static async Task<HttpResponseMessage> Send(TestServer server, string path, string? header = null, string? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(body ?? Chats.Hi(path.Split('?')[0], stream: false), null, "application/json");
        request.Headers.Add("anthropic-version", "2023-06-01");
        if (header is not null)
        {
            request.Headers.Add("X-MockLlm-Fault", header);
        }

        return await server.Http.SendAsync(request);
    }
}

/// <summary>Has a route that is not metered.</summary>
[Engine.RegisterProvider("named")]
internal sealed class NamedProvider : Engine.LlmProvider
{
    [Engine.Get("/named")]
    public object List() => new { named = true };
}
