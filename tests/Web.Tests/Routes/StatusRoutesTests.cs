using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MockLlm.Engine.Configuration;

namespace MockLlm.Web.Tests.Routes;

public sealed class StatusRoutesTests
{
    [Fact]
    public async Task Health_is_ok_once_serving()
    {
        await using var server = await TestServer.Start();

        Assert.Equal("""{"status":"ok"}""", await server.Http.GetStringAsync("/health"));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/ready")]
    [InlineData("/metrics")]
    [InlineData("/providers")]
    [InlineData("/models")]
    [InlineData("/_mockllm/health")]
    [InlineData("/_mockllm/v1/ready")]
    [InlineData("/_mockllm/stats")]
    [InlineData("/_mockllm/faults")]
    public async Task HEAD_answers_as_GET_does_without_a_body(string path)
    {
        await using var server = await TestServer.Start();
        using var get = await server.Http.GetAsync(path);

        using var head = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal("""{"status":"ok"}""", await server.Http.GetStringAsync("/health"));
    }

    [Theory]
    [InlineData("POST", "/health")]
    [InlineData("DELETE", "/ready/")]
    public async Task Another_method_is_a_405_that_names_those_that_are_accepted(string method, string path)
    {
        await using var server = await TestServer.Start();

        using var answer = await server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("GET,HEAD", string.Join(',', answer.Content.Headers.Allow));
        Assert.Contains($"{path} accepts GET and HEAD, not {method}.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_is_ready_without_errors()
    {
        await using var server = await TestServer.Start();

        Assert.Equal("""{"status":"ready","errors":[]}""", await server.Http.GetStringAsync("/ready"));
    }

    [Fact]
    public async Task Ready_stays_200_after_a_broken_edit_and_holds_the_errors()
    {
        await using var server = await TestServer.Start();
        server.Snapshots.Refuse(SnapshotReader.Read("seed: x\nresponses: 7", []).Errors);

        using var answer = await server.Http.GetAsync("/ready");
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ready", body.GetProperty("status").GetString());
        Assert.Equal([1, 2], body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Ready_is_503_while_draining()
    {
        await using var server = await TestServer.Start();
        Assert.True(server.Drain.TryEnter());
        var drained = server.Drain.RunAsync(TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);

        using var answer = await server.Http.GetAsync("/ready");
        server.Drain.Leave();
        await drained;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("draining", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Providers_shows_every_documented_key_of_every_provider()
    {
        await using var server = await TestServer.Start("providers: {anthropic: {enabled: false}}");

        var providers = await server.Http.GetFromJsonAsync<JsonElement>("/providers");

        Assert.Equal(["openai", "anthropic"], providers.EnumerateObject().Select(provider => provider.Name));
        var openai = providers.GetProperty("openai");
        Assert.Equal(
            ["version", "description", "endpoints", "models", "capabilities", "settings_schema", "source", "state"],
            openai.EnumerateObject().Select(field => field.Name));
        Assert.Contains(
            """{"path":"/v1/chat/completions","method":"POST","handler":"Chat"}""",
            openai.GetProperty("endpoints").EnumerateArray().Select(endpoint => endpoint.GetRawText()));
        Assert.Contains("gpt-4o", openai.GetProperty("models").EnumerateArray().Select(model => model.GetString()));
        Assert.True(openai.GetProperty("capabilities").GetProperty("streaming").GetBoolean());
        Assert.Equal("MockLlm.Providers", openai.GetProperty("source").GetString());
        Assert.Equal(("running", "disabled"), (State("openai"), State("anthropic")));

        string? State(string name) => providers.GetProperty(name).GetProperty("state").GetString();
    }

    [Fact]
    public async Task Models_lists_those_of_the_providers_that_run()
    {
        await using var server = await TestServer.Start("providers: {anthropic: {enabled: false}}");

        var models = await server.Http.GetFromJsonAsync<JsonElement>("/models");

        Assert.Equal(["models", "by_provider"], models.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["openai"], models.GetProperty("by_provider").EnumerateObject().Select(provider => provider.Name));
        Assert.Equal(models.GetProperty("by_provider").GetProperty("openai").GetRawText(), models.GetProperty("models").GetRawText());
    }

    [Theory]
    [InlineData("POST", "/v1/messages", "openai")]
    [InlineData("POST", "/v1/messages/count_tokens", "openai")]
    [InlineData("OPTIONS", "/v1/messages", "openai")]
    public async Task A_disabled_providers_routes_are_404(string method, string path, string shape)
    {
        await using var server = await TestServer.Start("providers: {anthropic: {enabled: false}}");

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("anthropic-version", "2023-06-01");
        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(shape == "openai", answer.Headers.Contains("x-request-id"));
        Assert.False(answer.Headers.Contains("request-id"));
    }

    [Fact]
    public async Task A_list_that_only_a_disabled_provider_would_answer_is_404()
    {
        await using var server = await TestServer.Start("providers: {openai: {enabled: false}}");

        using var answer = await server.Http.GetAsync("/v1/models");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True(answer.Headers.Contains("request-id"));
    }

    [Fact]
    public async Task A_provider_that_is_disabled_by_a_reload_is_404_from_then_on()
    {
        await using var server = await TestServer.Start();
        await server.Http.GetStringAsync("/v1/models");

        server.Snapshots.Accept(SnapshotReader.Read("providers: {openai: {enabled: false}}", ["openai", "anthropic"]).Snapshot!);

        using var answer = await server.Http.GetAsync("/v1/models");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
