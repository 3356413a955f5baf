using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Routes;

/// <summary>The server's own routes, which vendors could want too.</summary>
public sealed class OwnRoutesTests
{
    public static TheoryData<string> Own => ["/health", "/ready", "/providers", "/models", "/metrics"];

    [Theory]
    [MemberData(nameof(Own))]
    public async Task Each_answers_under_the_control_routes_too(string path)
    {
        await using var server = await TestServer.Start();

        foreach (var prefix in new[] { "", "/_mockllm", "/_mockllm/v1" })
        {
            using var answer = await server.Http.GetAsync(prefix + path);
            Assert.Equal(200, (int)answer.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Own))]
    public async Task A_vendors_route_wins_and_the_own_one_stays_under_the_control_routes(string path)
    {
        await using var server = await TestServer.Start(providers: typeof(Greedy));

        Assert.Equal($$"""{"vendor":"{{path}}"}""", await server.Http.GetStringAsync(path));
        Assert.DoesNotContain("vendor", await server.Http.GetStringAsync("/_mockllm" + path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_vendor_leaves_the_path_to_the_own_route()
    {
        await using var server = await TestServer.Start("providers: {greedy: {enabled: false}}", providers: typeof(Greedy));

        Assert.Equal("""{"status":"ok"}""", await server.Http.GetStringAsync("/health"));
    }

    [Fact]
    public async Task Control_routes_answer_under_their_version_too()
    {
        await using var server = await TestServer.Start();

        using var put = await server.Http.PutAsJsonAsync("/_mockllm/v1/faults/a", new { kind = "overloaded" });
        var listed = JsonNode.Parse(await server.Http.GetStringAsync("/_mockllm/faults"))!.AsArray();
        using var reset = await server.Http.PostAsync("/_mockllm/v1/reset", content: null);
        using var unknown = await server.Http.GetAsync("/_mockllm/v1/nothing");

        Assert.Equal((201, 204, 404), ((int)put.StatusCode, (int)reset.StatusCode, (int)unknown.StatusCode));
        Assert.Equal("a", Assert.Single(listed)!["name"]!.GetValue<string>());
        Assert.NotNull(JsonNode.Parse(await server.Http.GetStringAsync("/_mockllm/v1/stats"))!["in_flight"]);
    }

    [RegisterProvider("greedy", Models = ["greedy-1"], Concurrent = true)]
    private sealed class Greedy : LlmProvider
    {
        [Get("/health")]
        public object Health() => new { vendor = "/health" };

        [Get("/ready")]
        public object Ready() => new { vendor = "/ready" };

        [Get("/providers")]
        public object Providers() => new { vendor = "/providers" };

        [Get("/models")]
        public object ListModels() => new { vendor = "/models" };

        // With a slash at its end it is the same path.
        [Get("/metrics/")]
        public object Metrics() => new { vendor = "/metrics" };
    }
}
