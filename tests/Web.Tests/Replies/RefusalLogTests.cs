using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Tests.Replies;

/// <summary>A refused request is worth one line of the log, and a flood of them is not worth more.</summary>
public sealed class RefusalLogTests : IDisposable
{
    private readonly Troubles _log = new(LogLevel.Information);
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("/v1/chat/completions", """{"model": "gpt-4o"}""", "openai refused POST /v1/chat/completions with 400 missing_required_parameter: Missing required parameter: 'messages'.")]
    [InlineData("/v1/chat/completions", "nonsense", "openai refused POST /v1/chat/completions with 400 invalid_request: ")]
    [InlineData("/v1/messages", """{"model": "m", "max_tokens": 9, "messages": []}""", "anthropic refused POST /v1/messages with 400 invalid_request: messages: at least one message is required")]
    [InlineData("/v1/chat/completions?mockllm_fault=nothing", """{"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}]}""", "openai refused POST /v1/chat/completions with 400 invalid_request: mockllm_fault: kind is nothing: ")]
    [InlineData("/nowhere", "{}", "MockLlm refused POST /nowhere with 404 not_found: There is no POST /nowhere.")]
    public async Task A_refused_request_is_logged_with_its_reason(string path, string body, string expected)
    {
        await using var server = await Start("");

        await Post(server, path, body);

        Assert.StartsWith(expected, Assert.Single(Refusals()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_served_or_hit_by_a_fault_is_not_logged()
    {
        await using var server = await Start("faults: [{kind: rate_limited, when: {prompt: again}}]");

        await Post(server, "/v1/chat/completions", Chat("hi"));
        await Post(server, "/v1/chat/completions", Chat("again"));

        Assert.Empty(Refusals());
    }

    [Fact]
    public async Task A_limit_and_a_model_that_is_not_listed_are_logged()
    {
        await using var server = await Start("limits: {requests_per_minute: 1}\nsettings: {strict_models: true}");

        await Post(server, "/v1/chat/completions", Chat("hi"));
        await Post(server, "/v1/chat/completions", Chat("hi"));
        await Post(server, "/v1/chat/completions", Chat("hi").Replace("gpt-4o", "gpt-0", StringComparison.Ordinal));

        Assert.Collection(
            Refusals(),
            line => Assert.StartsWith("openai refused POST /v1/chat/completions with 429 ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("openai refused POST /v1/chat/completions with 404 model_not_found: The model `gpt-0` does not exist", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_flood_one_line_is_logged_in_an_interval_and_the_next_says_how_many_there_were()
    {
        await using var server = await Start("");

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Post(server, "/v1/chat/completions", "{}")));
        Assert.Single(Refusals());
        await Post(server, "/v1/messages", "{}");
        Assert.Equal(2, Refusals().Count);

        _time.Advance(RefusalLog.Interval);
        await Post(server, "/v1/chat/completions", "{}");
        await Post(server, "/v1/chat/completions", "{}");

        Assert.Equal(3, Refusals().Count);
        Assert.EndsWith(" (199 more like it since the last line)", Refusals()[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_key_no_query_and_no_long_or_broken_text_of_a_client_gets_into_the_log()
    {
        await using var server = await Start("settings: {api_keys: [sk-good]}");
        const string Secret = "sk-proj-a-secret-of-the-client-0123456789";
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);

        await Post(server, "/v1/chat/completions?api_key=" + Secret, Chat("hi"));
        await Post(server, "/" + new string('x', 5000) + "%0d%0aforged", "{}");

        Assert.Equal(2, Refusals().Count);
        Assert.All(Refusals(), line =>
        {
            Assert.DoesNotContain("sk-", line, StringComparison.Ordinal);
            Assert.True(line.Length < 600, line);
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain('\r', line);
        });
    }

    [Fact]
    public void Whatever_kinds_there_are_the_memory_is_bounded()
    {
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var refusals = new RefusalLog(_time, logs.CreateLogger<RefusalLog>());
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;

        for (var i = 0; i < 10_000; i++)
        {
            refusals.Note(request, "own", new(400, "invalid_request", "no") { Code = $"code {i}" });
        }

        Assert.Equal(201, Refusals().Count);
    }

    private List<string> Refusals() => [.. _log.Said.Where(line => line.Contains(" refused ", StringComparison.Ordinal))];

    private async Task<TestServer> Start(string yaml)
    {
        var server = await TestServer.Start(options => options with { LogLevel = LogLevel.Information, Time = _time }, yaml);
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log);
        return server;
    }

    private static async Task Post(TestServer server, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("anthropic-version", "2023-06-01");
        using var answer = await server.Http.SendAsync(request);
    }

    private static string Chat(string prompt) => $$"""{"model": "gpt-4o", "messages": [{"role": "user", "content": "{{prompt}}"}]}""";
}
