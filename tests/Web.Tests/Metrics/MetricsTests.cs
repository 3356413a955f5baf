using System.Net;
using MockLlm.Web.Tests.Pipeline;

namespace MockLlm.Web.Tests.Metrics;

public sealed class MetricsTests
{
    private const string Body = """{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task Streams_are_shown_before_there_was_any()
    {
        await using var server = await TestServer.Start();

        var metrics = await Metrics(server);

        Assert.Matches("(?m)^mockllm_streams_open({.*})? 0$", metrics);
        Assert.Matches("(?m)^mockllm_streams_cancelled_total({.*})? 0$", metrics);
    }

    [Fact]
    public async Task Requests_are_counted_by_provider_and_status()
    {
        await using var server = await TestServer.Start();

        await server.Http.GetStringAsync("/v1/models");
        await server.Http.GetStringAsync("/v1/models");
        using var missing = await server.Http.GetAsync("/v1/messages");
        var metrics = await Metrics(server);

        Assert.Matches("(?m)^mockllm_requests_total{.*provider=\"openai\",status=\"200\"} 2$", metrics);
        Assert.Matches("(?m)^mockllm_requests_total{.*provider=\"anthropic\",status=\"405\"} 1$", metrics);
    }

    [Fact]
    public async Task An_open_stream_is_shown_and_one_whose_client_leaves_is_counted()
    {
        await using var server = await TestServer.Start(providers: typeof(GuardedProvider));
        await server.Http.GetStringAsync("/guarded/say/word");
        using (var open = await server.Http.GetAsync("/guarded/stream", HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Matches("(?m)^mockllm_streams_open({.*})? 1$", await Metrics(server));
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!System.Text.RegularExpressions.Regex.IsMatch(await Metrics(server), "(?m)^mockllm_streams_cancelled_total({.*})? 1$"))
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        Assert.Matches("(?m)^mockllm_streams_open({.*})? 0$", await Metrics(server));
    }

    [Fact]
    public async Task Lateness_of_paced_events_is_a_histogram_in_seconds()
    {
        await using var server = await TestServer.Start("responses: {hi: hello}\nsettings: {lag_enabled: true, lag_factor: 1000}");
        using var answer = await server.Http.PostAsync("/v1/chat/completions", new StringContent(Body, null, "application/json"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var metrics = await Metrics(server);

        Assert.Contains("# TYPE mockllm_lateness_seconds histogram", metrics, StringComparison.Ordinal);
        Assert.Matches("(?m)^mockllm_lateness_seconds_count({.*})? [1-9]", metrics);
    }

    [Fact]
    public async Task What_is_free_of_the_machine_is_shown()
    {
        await using var server = await TestServer.Start();

        var metrics = await Metrics(server);

        Assert.Contains("# TYPE mockllm_headroom_ratio gauge", metrics, StringComparison.Ordinal);
        Assert.Matches("(?m)^mockllm_headroom_ratio{of=\"cpu\"} (0(\\.\\d+)?|1)$", metrics);
        Assert.Matches("(?m)^mockllm_headroom_ratio{of=\"lateness\"} 1$", metrics);
    }

    [Fact]
    public async Task Each_of_several_servers_in_one_process_shows_its_own()
    {
        await using var busy = await TestServer.Start();
        await using var idle = await TestServer.Start();

        await busy.Http.GetStringAsync("/v1/models");

        Assert.Contains("mockllm_requests_total{", await Metrics(busy), StringComparison.Ordinal);
        Assert.DoesNotContain("mockllm_requests_total{", await Metrics(idle), StringComparison.Ordinal);
    }

    private static Task<string> Metrics(TestServer server) => server.Http.GetStringAsync("/metrics");
}
