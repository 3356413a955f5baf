using System.Net;
using System.Text.Json;

using static MockLlm.Web.Tests.Control.ControlClient;

namespace MockLlm.Web.Tests.Control;

public sealed class ConfigRouteTests
{
    private const string ConfigPath = "/_mockllm/config";

    private const string Yaml = """
        latency: {profile: gpt-4o, slots: 64}
        providers: {openai: {latency: {inter_token: 20ms}}}
        models: [{name: gpt-4o, provider: openai, latency: {prefill_per_token: 9us}}]
        rules: [{name: slow, when: {prompt: slow}, latency: {time_to_first_token: 3s}}]
        faults: [{name: brownout, kind: overloaded, probability: 0.1}]
        settings: {api_keys: [sk-very-secret]}
        """;

    [Theory]
    [InlineData("/_mockllm/config")]
    [InlineData("/_mockllm/v1/config")]
    public async Task Every_value_is_shown_with_the_layer_that_it_comes_from(string path)
    {
        await using var server = await TestServer.Start(Yaml);

        var (status, config) = await server.Ask(HttpMethod.Get, path + "?provider=openai&model=gpt-4o");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("openai", "gpt-4o"), (config.GetProperty("provider").GetString(), config.GetProperty("model").GetString()));
        Assert.Equal("""{"value":"20ms","layer":"provider"}""", Value(config, "latency.inter_token"));
        Assert.Equal("""{"value":"9us","layer":"model"}""", Value(config, "latency.prefill_per_token"));
        Assert.Equal(
            """{"value":"{median: 390ms, p99: 2.1s}","layer":"profile","profile":"gpt-4o","named_at":"top level"}""", Value(config, "latency.time_to_first_token"));
        Assert.Equal("""{"value":null,"layer":"default"}""", Value(config, "latency.queue"));
        Assert.Equal("""{"value":true,"layer":"default"}""", Value(config, "providers.openai.enabled"));
        Assert.Equal("""[{"name":"slow","layer":"top level"}]""", config.GetProperty("rules").GetRawText());
        Assert.Equal("""[{"name":"brownout","layer":"top level"}]""", config.GetProperty("faults").GetRawText());
        Assert.Equal("""{"value":1,"layer":"top level"}""", Value(config, "settings.api_keys"));
        Assert.DoesNotContain("secret", config.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_change_is_shown_and_comes_before_the_rule()
    {
        await using var server = await TestServer.Start(Yaml);
        await server.Ask(HttpMethod.Patch, SettingsPath, """{"latency": {"time_to_first_token": "1ms"}}""");
        await server.Ask(HttpMethod.Put, $"{FaultsPath}/mine", """{"kind": "empty"}""");

        var config = (await server.Ask(HttpMethod.Get, ConfigPath + "?provider=openai&rule=slow")).Json;

        Assert.Equal("""{"value":"1ms","layer":"live"}""", Value(config, "latency.time_to_first_token"));
        Assert.Equal("slow", config.GetProperty("rule").GetString());
        Assert.Equal("""[{"name":"mine","layer":"live"},{"name":"brownout","layer":"top level"}]""", config.GetProperty("faults").GetRawText());
        await server.Ask(HttpMethod.Post, ResetPath);
        config = (await server.Ask(HttpMethod.Get, ConfigPath + "?provider=openai&rule=slow")).Json;
        Assert.Equal("""{"value":"3s","layer":"rule"}""", Value(config, "latency.time_to_first_token"));
    }

    [Fact]
    public async Task What_the_request_sets_for_itself_comes_first()
    {
        await using var server = await TestServer.Start(Yaml);

        var config = (await server.Ask(HttpMethod.Get, ConfigPath + "?provider=openai&mockllm_latency=none&mockllm_fault=status:503")).Json;

        Assert.Equal("""{"value":0,"layer":"profile","profile":"none","named_at":"request"}""", Value(config, "latency.inter_token"));
        Assert.Equal("""[{"name":"status","layer":"request"},{"name":"brownout","layer":"top level"}]""", config.GetProperty("faults").GetRawText());
    }

    [Theory]
    [InlineData("", "The query must name a provider with provider=NAME: write one of ")]
    [InlineData("?provider=opnai", "The query must name a provider with provider=NAME: write one of ")]
    [InlineData("?provider=openai&modle=x", "There is no query parameter modle: did you mean model?")]
    [InlineData("?provider=openai&rule=fast", "There is no rule fast: there are slow.")]
    [InlineData("?provider=openai&mockllm_latency=inter_token%3D20", "mockllm_latency: inter_token is 20: a duration needs a unit, write 20ms.")]
    public async Task A_query_that_cannot_be_answered_is_refused(string query, string message)
    {
        await using var server = await TestServer.Start(Yaml);

        var (status, refusal) = await server.Ask(HttpMethod.Get, ConfigPath + query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(message, refusal.Message(), StringComparison.Ordinal);
        Assert.True(!query.Contains("opnai", StringComparison.Ordinal) || refusal.Message()!.Contains("openai", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_of_other_sites_are_not_told()
    {
        await using var server = await TestServer.Start(Yaml);
        using var request = new HttpRequestMessage(HttpMethod.Get, ConfigPath + "?provider=openai") { Headers = { { "Origin", "http://evil.example" } } };

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static string Value(JsonElement config, string key) => config.GetProperty("values").GetProperty(key).GetRawText();
}
