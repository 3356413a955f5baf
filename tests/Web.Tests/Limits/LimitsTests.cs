using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Metrics;
using MockLlm.Web.Tests.Sdk;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Limits;

/// <summary>What clients see of rate limits, on real Kestrel and in virtual time.</summary>
public sealed class LimitsTests
{
    private const string OpenAi = "/v1/chat/completions";
    private const string Anthropic = "/v1/messages";

    private readonly FakeTimeProvider _time = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAI_s_answers_carry_its_limit_headers(bool stream)
    {
        await using var server = await Start("limits: {requests_per_minute: 10, tokens_per_minute: 1000}");

        using var answer = await Post(server, OpenAi, stream);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            [
                "x-ratelimit-limit-requests: 10", "x-ratelimit-limit-tokens: 1000", "x-ratelimit-remaining-requests: 9",
                "x-ratelimit-remaining-tokens: 991", "x-ratelimit-reset-requests: 6s", "x-ratelimit-reset-tokens: 540ms",
            ],
            Headers(answer, "x-ratelimit-"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Anthropic_s_answers_carry_its_limit_headers(bool stream)
    {
        await using var server = await Start("limits: {requests_per_minute: 10, input_tokens_per_minute: 600, output_tokens_per_minute: 60}");

        using var answer = await Post(server, Anthropic, stream);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var headers = Headers(answer, "anthropic-ratelimit-");
        Assert.Equal(9, headers.Count);
        Assert.Contains("anthropic-ratelimit-requests-limit: 10", headers);
        Assert.Contains("anthropic-ratelimit-requests-remaining: 9", headers);
        Assert.Contains("anthropic-ratelimit-requests-reset: 2026-01-02T03:04:11Z", headers);
        Assert.Contains("anthropic-ratelimit-output-tokens-remaining: 59", headers);
        Assert.Contains("anthropic-ratelimit-output-tokens-reset: 2026-01-02T03:04:06Z", headers);
    }

    [Fact]
    public async Task OpenAI_s_429_is_in_its_own_words_with_the_wait_and_charges_nothing()
    {
        await using var server = await Start("limits: {requests_per_minute: 50}\nproviders: {openai: {limits: {tokens_per_minute: 10}}}");
        using var first = await Post(server, OpenAi, stream: false);

        using var refused = await Post(server, OpenAi, stream: true);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(["Retry-After: 48", "retry-after-ms: 48000"], Headers(refused, "retry-after"));
        Assert.Contains("x-ratelimit-remaining-requests: 49", Headers(refused, "x-ratelimit-"));
        Assert.Contains("x-ratelimit-remaining-tokens: 1", Headers(refused, "x-ratelimit-"));
        var error = (await Json(refused)).GetProperty("error");
        Assert.Equal("tokens", error.GetProperty("type").GetString());
        Assert.Equal("rate_limit_exceeded", error.GetProperty("code").GetString());
        Assert.StartsWith(
            "Rate limit reached for m in organization mockllm on tokens per min (TPM): Limit 10, Used 9, Requested 9. Please try again in 48s.",
            error.GetProperty("message").GetString(),
            StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(48));
        using var late = await Post(server, OpenAi, stream: true);
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
    }

    [Fact]
    public async Task Anthropic_s_429_is_in_its_own_words_with_the_wait()
    {
        await using var server = await Start("limits: {requests_per_minute: 1}");
        using var first = await Post(server, Anthropic, stream: false);

        using var refused = await Post(server, Anthropic, stream: false);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(["Retry-After: 60"], Headers(refused, "retry-after"));
        var error = (await Json(refused)).GetProperty("error");
        Assert.Equal("rate_limit_error", error.GetProperty("type").GetString());
        Assert.StartsWith(
            "This request would exceed your organization's rate limit of 1 requests per minute.",
            error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_custom_provider_has_its_own_error_and_the_plain_headers()
    {
        await using var server = await Start("limits: {requests_per_minute: 2, tokens_per_minute: 3}", typeof(SimpleProvider));
        using var first = await Send(server, "/v1/simple/chat", """{"prompt":"hi"}""");

        using var refused = await Send(server, "/v1/simple/chat", """{"prompt":"hi"}""");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Contains("x-ratelimit-remaining-tokens: 1", Headers(first, "x-ratelimit-"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(["Retry-After: 20", "retry-after-ms: 20000"], Headers(refused, "retry-after"));
        Assert.Contains("x-ratelimit-reset-tokens: 40s", Headers(refused, "x-ratelimit-"));
        Assert.Equal("rate_limited", (await Json(refused)).GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Keys_are_limited_each_by_itself_and_routes_without_a_model_not_at_all()
    {
        await using var server = await Start("limits: {requests_per_minute: 1}");
        using var a = await Post(server, OpenAi, stream: false, "a");
        using var b = await Post(server, OpenAi, stream: false, "b");
        using var again = await Post(server, OpenAi, stream: false, "a");
        using var models = await server.Http.GetAsync("/v1/models");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK],
            [a.StatusCode, b.StatusCode, again.StatusCode, models.StatusCode]);
        Assert.Empty(Headers(models, "x-ratelimit-"));
    }

    [Fact]
    public async Task Without_limits_nothing_is_said_of_them()
    {
        await using var server = await Start("");

        using var answer = await Post(server, OpenAi, stream: false);

        Assert.Empty(Headers(answer, "x-ratelimit-"));
    }

    [Fact]
    public async Task An_invalid_request_shows_the_limits_and_is_not_charged()
    {
        await using var server = await Start("limits: {requests_per_minute: 10}");

        using var answer = await Send(server, OpenAi, """{"model":"m"}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("x-ratelimit-remaining-requests: 10", Headers(answer, "x-ratelimit-"));
    }

    [Theory]
    [InlineData(OpenAi)]
    [InlineData(Anthropic)]
    public async Task What_a_client_that_left_was_not_sent_is_given_back(string path)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(
            $"responses: {{hi: \"{Sky.Text}\"}}\nlimits: {{output_tokens_per_minute: 1000}}\nlatency: {{time_to_first_token: 10ms, inter_token: 60m}}", time);
        using var client = await RawConnection.Post(server.Url, path, Chats.Hi(path, stream: true));
        time.Advance(await time.NextWait());
        await client.Until("The");
        await time.NextWait();
        var provider = path == OpenAi ? "openai" : "anthropic";
        var before = Remaining(server, provider);

        client.Leave(reset: true);

        await server.Reaches("mockllm_streams_cancelled_total", 1);
        await server.Reaches("mockllm_slots", 0, $"\"{provider}\"");
        Assert.Equal((986, 999), (before, Remaining(server, provider)));
    }

    private static long Remaining(TestServer server, string provider)
    {
        var claim = LimitClaim.Of(new(0, 0, 0, 1000), new() { Vendor = provider, Instance = provider, Operation = "", Model = "m" });
        return Assert.Single(server.Runtime(provider).Shared.Limits.State(claim).Levels).Remaining;
    }

    private Task<TestServer> Start(string yaml, params Type[] providers) => TestServer.Start($"responses: {{hi: hello}}\n{yaml}", _time, providers);

    private static Task<HttpResponseMessage> Post(TestServer server, string path, bool stream, string? key = null) =>
        Send(server, path, Chats.Hi(path, stream), key);

    private static Task<HttpResponseMessage> Send(TestServer server, string path, string json, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("anthropic-version", "2023-06-01");
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        return server.Http.SendAsync(request);
    }

    private static IReadOnlyList<string> Headers(HttpResponseMessage answer, string prefix) =>
    [
        .. answer.Headers.Where(header => header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {string.Concat(header.Value)}").Order(StringComparer.Ordinal),
    ];

    private static async Task<JsonElement> Json(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
