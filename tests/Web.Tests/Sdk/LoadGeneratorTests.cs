using System.Text.Json;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Load generators get what they ask an inference server for, and its metrics agree with what they measure themselves.</summary>
[Collection(nameof(NodeScripts))]
public sealed class LoadGeneratorTests
{
    private const int Output = 40;
    private const double FirstToken = 0.05;
    private const double Gap = 0.004;

    // inference-perf asks two models of two vendors under one name, and does not always ask for the length.
    private static readonly string Yaml = $$$"""
        latency: {time_to_first_token: 50ms, inter_token: 4ms}
        defaults: {generate: {tokens: {{{Output}}}}}
        providers:
          openai: {settings: {flavour: vllm}}
        """;

    [NodeTheory]
    [InlineData("guidellm", 10, 0)]
    [InlineData("inference_perf", 14, 2)]
    [InlineData("aiperf", 8, 0)]
    public async Task A_load_generator_sees_its_lengths_and_metrics_that_agree(string generator, int count, int plain)
    {
        await using var server = await TestServer.Start(Yaml);

        var seen = await NodeScripts.Run("load-generators", generator, server.Url);

        var requests = seen.At("requests").EnumerateArray().ToList();
        Assert.Equal(count, requests.Count);
        Assert.All(requests, static request => Assert.Equal(Output, request.At("tokens").GetInt32()));
        Assert.Equal(plain, requests.Count(static request => request.At("chunks").GetInt32() == 0));
        Assert.All(requests.Where(static request => request.At("chunks").GetInt32() > 0), static request => Assert.Equal(Output, request.At("chunks").GetInt32()));
        AssertCounts(seen.At("metrics"), requests);
        AssertTimes(seen.At("metrics"), requests);
    }

    [NodeTheory]
    [InlineData("guidellm")]
    public async Task Guidellm_sees_the_usage_so_far_in_every_chunk(string generator)
    {
        await using var server = await TestServer.Start(Yaml);

        var seen = await NodeScripts.Run("load-generators", generator, server.Url);

        Assert.Equal(200, seen.At("health").GetInt32());
        Assert.NotEqual(0, seen.At("models").GetArrayLength());
        foreach (var request in seen.At("requests").EnumerateArray())
        {
            Assert.Equal("length", request.At("finish").GetString());
            var usages = request.At("usages").EnumerateArray().Select(static tokens => tokens.GetInt32()).ToList();
            Assert.Equal(usages.Order(), usages);
            Assert.Equal(Enumerable.Range(1, Output), usages.Where(static tokens => tokens > 0).Distinct());
        }
    }

    [NodeTheory]
    [InlineData("aiperf")]
    public async Task Aiperf_finds_its_families_while_requests_run(string generator)
    {
        await using var server = await TestServer.Start(Yaml);

        var seen = await NodeScripts.Run("load-generators", generator, server.Url);

        // AIPerf reads these by default. Without a request, vLLM has no series yet either.
        var names = seen.At("metrics").EnumerateObject().Select(static metric => metric.Name.Split('{')[0]).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "vllm:num_requests_running", "vllm:num_requests_waiting", "vllm:kv_cache_usage_perc", "vllm:num_preemptions_total",
                "vllm:e2e_request_latency_seconds_bucket", "vllm:time_to_first_token_seconds_bucket", "vllm:inter_token_latency_seconds_bucket",
                "vllm:generation_tokens_total",
            },
            names);
    }

    [NodeTheory]
    [InlineData("load-generators")]
    public async Task Every_scenario_of_the_script_is_run(string script) =>
        Assert.Equal(["guidellm", "inference_perf", "aiperf"], await NodeScripts.Scenarios(script));

    private static void AssertCounts(JsonElement metrics, List<JsonElement> requests)
    {
        var tokens = requests.Count * Output;
        Assert.Equal(requests.Sum(static request => request.At("prompt").GetInt32()), Value(metrics, "prompt_tokens_total"));
        Assert.Equal(tokens, Value(metrics, "generation_tokens_total"));
        Assert.Equal(requests.Count, Value(metrics, "request_success_total{finished_reason=length}") + Value(metrics, "request_success_total{finished_reason=stop}"));
        Assert.Equal(requests.Count, Value(metrics, "time_to_first_token_seconds_count"));
        Assert.Equal(requests.Count, Value(metrics, "e2e_request_latency_seconds_count"));
        Assert.Equal(tokens - requests.Count, Value(metrics, "inter_token_latency_seconds_count"));
        Assert.Equal(tokens, Value(metrics, "request_generation_tokens_sum"));
        Assert.Equal(tokens, Value(metrics, "iteration_tokens_total_sum"));
        Assert.Equal(0, Value(metrics, "num_requests_running"));
    }

    // These hold on a slow machine, too: the server sees less than the client, and nothing is sent before it is due.
    private static void AssertTimes(JsonElement metrics, List<JsonElement> requests)
    {
        var firsts = requests.Where(static request => request.At("chunks").GetInt32() > 0).Sum(static request => request.At("first").GetDouble()) / 1000;
        var lasts = requests.Sum(static request => request.At("last").GetDouble()) / 1000;
        var plain = requests.Count(static request => request.At("chunks").GetInt32() == 0);
        var due = FirstToken + ((Output - 1) * Gap);

        Assert.InRange(Value(metrics, "time_to_first_token_seconds_sum"), requests.Count * FirstToken, firsts + (plain * due));
        Assert.InRange(Value(metrics, "e2e_request_latency_seconds_sum"), requests.Count * due, lasts);
        var generated = Value(metrics, "time_to_first_token_seconds_sum") + Value(metrics, "inter_token_latency_seconds_sum");
        Assert.InRange(generated, requests.Count * due, lasts);
    }

    private static double Value(JsonElement metrics, string family) =>
        metrics.TryGetProperty("vllm:" + family, out var value) ? Math.Round(value.GetDouble(), 6) : 0;
}
