using System.Net;
using System.Text;
using System.Text.Json;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Identification;

/// <summary>Which latency is in force for a request: the layers of responses.yml, and what the request asks for itself.</summary>
public sealed class RequestLatencyTests
{
    private const string OpenAi = "/v1/chat/completions";
    private const string Anthropic = "/v1/messages";

    private const string Layers = """
        latency: {time_to_first_token: 1s}
        providers: {openai: {latency: {time_to_first_token: 2s}}}
        models: [{name: slow, provider: openai, latency: {time_to_first_token: 3s}}]
        rules: [{name: ruled, when: {prompt: ruled}, reply: {text: one two}, latency: {time_to_first_token: 4s}}]
        """;

    private readonly ObservedTime _time = new();

    [Theory]
    [InlineData(Anthropic, "m", "hi", null, 1000)]
    [InlineData(OpenAi, "m", "hi", null, 2000)]
    [InlineData(OpenAi, "slow", "hi", null, 3000)]
    [InlineData(OpenAi, "slow", "ruled", null, 4000)]
    [InlineData(OpenAi, "slow", "ruled", "time_to_first_token=5s", 5000)]
    [InlineData(OpenAi, "slow", "ruled", "inter_token=500ms", 4500)]
    public async Task The_most_specific_layer_wins_key_by_key(string path, string model, string prompt, string? header, double milliseconds)
    {
        await using var server = await TestServer.Start(Layers, _time);

        var answer = Post(server, path, model, prompt, header);
        var wait = await _time.NextWait();
        _time.Advance(wait);

        Assert.Equal(milliseconds, wait.TotalMilliseconds);
        Assert.Equal(HttpStatusCode.OK, (await answer).Status);
    }

    [Theory]
    [InlineData(OpenAi)]
    [InlineData(Anthropic)]
    public async Task A_request_can_ask_not_to_wait(string path)
    {
        await using var server = await TestServer.Start(Layers, _time);

        Assert.Equal(HttpStatusCode.OK, (await Post(server, path, header: "none")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Post(server, path + "?mockllm_latency=none")).Status);
        Assert.Equal(0, _time.TimersCreated);
    }

    [Fact]
    public async Task A_request_can_ask_for_a_profile_in_its_query()
    {
        await using var server = await TestServer.Start("", _time);

        var answer = Post(server, OpenAi + "?mockllm_latency=gpt-4o");
        _time.Advance(await _time.NextWait());

        Assert.Equal(HttpStatusCode.OK, (await answer).Status);
    }

    [Fact]
    public async Task The_header_counts_before_the_query()
    {
        await using var server = await TestServer.Start("", _time);

        var answer = Post(server, OpenAi + "?mockllm_latency=time_to_first_token%3D1s%3Binter_token%3D0", header: "time_to_first_token=7s; inter_token=0");

        var wait = await _time.NextWait();
        _time.Advance(wait);

        Assert.Equal(7, wait.TotalSeconds);
        Assert.Equal(HttpStatusCode.OK, (await answer).Status);
    }

    [Theory]
    [InlineData(OpenAi, "inter_token=20", "unit")]
    [InlineData(Anthropic, "inter_token=20", "unit")]
    [InlineData(OpenAi, "no-such-profile", "no-such-profile")]
    [InlineData(Anthropic, "slots=3", "slots")]
    public async Task What_cannot_be_read_is_the_vendors_400_that_says_why(string path, string header, string says)
    {
        await using var server = await TestServer.Start(Layers, _time);

        var (status, body) = await Post(server, path, header: header);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.StartsWith("X-MockLlm-Latency: ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(says, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("inter_token=20")]
    public async Task A_request_is_not_listened_to_where_that_is_off(string asked)
    {
        await using var server = await TestServer.Start($"settings: {{request_control: false}}\n{Layers}", _time);

        var answer = Post(server, $"{OpenAi}?mockllm_latency={asked}", header: asked);
        var wait = await _time.NextWait();
        _time.Advance(wait);

        Assert.Equal(2, wait.TotalSeconds);
        Assert.Equal(HttpStatusCode.OK, (await answer).Status);
    }

    private static async Task<(HttpStatusCode Status, string Body)> Post(
        TestServer server, string path, string model = "m", string prompt = "hi", string? header = null)
    {
        var body = $$"""{"model":"{{model}}","max_tokens":100,"messages":[{"role":"user","content":"{{prompt}}"}]}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("anthropic-version", "2023-06-01");
        if (header is not null)
        {
            request.Headers.Add("X-MockLlm-Latency", header);
        }

        using var response = await server.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
