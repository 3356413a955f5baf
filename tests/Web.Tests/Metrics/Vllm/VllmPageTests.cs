using System.Net;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Metrics.Vllm;

/// <summary>The page of vLLM's metrics, and what it says about requests whose times are known exactly.</summary>
public sealed class VllmPageTests
{
    private const string Labels = "engine=\"0\",model_name=\"model \\\"a\\\"\\\\b\"";
    private const string Latency = "latency: {time_to_first_token: 300ms, inter_token: 20ms}\nresponses: {hi: one two three four}\n";
    private const string Vllm = "providers: {openai: {settings: {flavour: vllm}}}\n";

    [Theory]
    [InlineData("", "/metrics", "mockllm_streams_open")]
    [InlineData("", "/metrics?format=vllm", "vllm:num_requests_running")]
    [InlineData(Vllm, "/metrics", "vllm:num_requests_running")]
    [InlineData(Vllm, "/metrics?format=mockllm", "mockllm_streams_open")]
    [InlineData(Vllm, "/_mockllm/metrics", "mockllm_streams_open")]
    [InlineData(Vllm, "/_mockllm/metrics?format=vllm", "vllm:num_requests_running")]
    public async Task The_format_is_chosen_by_the_query_or_by_the_flavour(string yaml, string path, string family)
    {
        await using var server = await TestServer.Start(yaml);

        using var answer = await server.Http.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("# TYPE " + family, page, StringComparison.Ordinal);
        Assert.Single(page.Split('\n').Where(static line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(static line => line.Split(':', '_')[0]).Distinct());
    }

    [Fact]
    public async Task An_unknown_format_is_refused_with_the_known_ones()
    {
        await using var server = await TestServer.Start();

        using var answer = await server.Http.GetAsync("/metrics?format=xml");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("The format is not known: write ?format=mockllm or ?format=vllm.\n", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Times_are_those_of_the_configured_latency(bool stream)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Latency, time);

        await Ask(server, time, stream);
        var page = await Page(server, "request_success_total{engine=\"0\",finished_reason=\"stop\"");

        Assert.Equal("1.0", Value(page, "time_to_first_token_seconds_bucket", "0.5"));
        Assert.Equal("0.0", Value(page, "time_to_first_token_seconds_bucket", "0.25"));
        Assert.Equal("0.3", Value(page, "time_to_first_token_seconds_sum"));
        Assert.Equal("3.0", Value(page, "inter_token_latency_seconds_count"));
        Assert.Equal("3.0", Value(page, "inter_token_latency_seconds_bucket", "0.025"));
        Assert.Equal("0.0", Value(page, "inter_token_latency_seconds_bucket", "0.01"));
        Assert.Equal("0.36", Value(page, "e2e_request_latency_seconds_sum"));
        Assert.Equal("0.02", Value(page, "request_time_per_output_token_seconds_sum"));
        Assert.Equal("4.0", Value(page, "generation_tokens_total"));
        Assert.Equal("8.0", Value(page, "prompt_tokens_total"));
        Assert.Equal("0.0", Value(page, "num_requests_running"));
    }

    [Fact]
    public async Task Tokens_are_counted_while_they_are_sent()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Latency, time);
        var asking = server.Http.PostAsync("/v1/chat/completions", Body(stream: true));
        await time.NextWait();
        time.Advance(TimeSpan.FromMilliseconds(300));
        await time.NextWait();

        var page = await Page(server, "generation_tokens_total{" + Labels + "} 1.0");

        Assert.Equal("1.0", Value(page, "num_requests_running"));
        Assert.Equal("0.0", Value(page, "request_generation_tokens_count"));
        while (!asking.IsCompletedSuccessfully || Value(page, "num_requests_running") != "0.0")
        {
            time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
            page = await server.Http.GetStringAsync("/metrics?format=vllm");
        }
    }

    [Fact]
    public async Task The_tokens_of_a_plain_reply_are_counted_evenly_until_it_is_sent()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("latency: {time_to_first_token: 300ms, inter_token: 20ms}\nresponses: {hi: one two three four five}\n", time);
        using var leaving = new CancellationTokenSource();
        var asking = server.Http.PostAsync("/v1/chat/completions", Body(stream: false), leaving.Token);
        await time.NextWait();
        Assert.Equal("0.0", Value(await server.Http.GetStringAsync("/metrics?format=vllm"), "generation_tokens_total"));

        time.Advance(TimeSpan.FromMilliseconds(340));
        var page = await server.Http.GetStringAsync("/metrics?format=vllm");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        var after = await Page(server, "request_success_total{engine=\"0\",finished_reason=\"abort\"");

        Assert.Equal(("3.0", "8.0", "1.0"), (Value(page, "generation_tokens_total"), Value(page, "prompt_tokens_total"), Value(page, "num_requests_running")));
        Assert.Equal(("3.0", "0.0"), (Value(after, "generation_tokens_total"), Value(after, "num_requests_running")));
        Assert.Equal(("2.0", "0.04"), (Value(after, "inter_token_latency_seconds_count"), Value(after, "inter_token_latency_seconds_sum")));
        Assert.Equal("0.3", Value(after, "time_to_first_token_seconds_sum"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_whose_client_leaves_before_the_first_token_has_no_time_to_it(bool stream)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Latency, time);
        using var leaving = new CancellationTokenSource();
        var asking = server.Http.PostAsync("/v1/chat/completions", Body(stream), leaving.Token);
        await time.NextWait();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        var page = await Page(server, "request_success_total{engine=\"0\",finished_reason=\"abort\"");

        Assert.Equal(("0.0", "0.0"), (Value(page, "time_to_first_token_seconds_count"), Value(page, "generation_tokens_total")));
        Assert.Equal(("0.0", "0.0"), (Value(page, "prompt_tokens_total"), Value(page, "num_requests_running")));
    }

    [Fact]
    public async Task A_request_that_waits_for_a_place_in_a_batch_waits()
    {
        await using var server = await TestServer.Start("latency: {batch: {sequences: 1, step: 10ms}}\n", new ObservedTime());
        _ = Task.WhenAll(server.Http.PostAsync("/v1/chat/completions", Body(stream: true)), server.Http.PostAsync("/v1/chat/completions", Body(stream: false)));

        var page = await Page(server, "num_requests_waiting");

        Assert.Equal(("1.0", "1.0"), (Value(page, "num_requests_running"), Value(page, "num_requests_waiting")));
    }

    [Fact]
    public async Task The_prefix_cache_counts_the_tokens_of_prompts_and_those_that_it_had()
    {
        await using var server = await TestServer.Start("latency: {prefix_cache: {block: 2}}\n");
        for (var i = 0; i < 2; i++)
        {
            using var answer = await server.Http.PostAsync("/v1/chat/completions", Body(stream: false));
        }

        var page = await Page(server, "prefix_cache_hits_total");

        Assert.Equal(("16.0", "6.0", "6.0"), (Value(page, "prefix_cache_queries_total"), Value(page, "prefix_cache_hits_total"), Value(page, "prompt_tokens_cached_total")));
    }

    private static async Task Ask(TestServer server, ObservedTime time, bool stream)
    {
        var asking = server.Http.PostAsync("/v1/chat/completions", Body(stream));
        await time.NextWait();
        time.Advance(TimeSpan.FromMilliseconds(stream ? 300 : 360));
        for (var token = 0; stream && token < 3; token++)
        {
            await time.NextWait();
            time.Advance(TimeSpan.FromMilliseconds(20));
        }

        using var answer = await asking;
        await answer.Content.ReadAsStringAsync();
    }

    private static StringContent Body(bool stream) => new(
        $$"""{"model":"model \"a\"\\b","stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}]}""", null, "application/json");

    // A request is counted right after its last byte was sent.
    private static async Task<string> Page(TestServer server, string until)
    {
        var page = "";
        await Eventually.Holds(
            async () => (page = await server.Http.GetStringAsync("/metrics?format=vllm")).Split('\n').Any(
                line => line.StartsWith("vllm:" + until, StringComparison.Ordinal) && !line.EndsWith(" 0.0", StringComparison.Ordinal)),
            () => $"{until} did not come:\n{page}");
        return page;
    }

    private static string? Value(string page, string name, string? le = null)
    {
        var bucket = le is null ? "" : $"le=\"{le}\",";
        var labels = Labels.Replace("engine=\"0\",", "engine=\"0\"," + bucket, StringComparison.Ordinal);
        var line = page.Split('\n').Single(line => line.StartsWith($"vllm:{name}{{{labels}}} ", StringComparison.Ordinal));
        return line[(line.LastIndexOf(' ') + 1)..];
    }
}
