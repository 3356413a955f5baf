using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MockLlm.Engine;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Identification;

/// <summary>A provider whose API names the model in the path, inside the program and from outside.</summary>
public sealed class PathModelTests
{
    private readonly ObservedTime _time = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_latency_of_the_model_in_the_path_is_in_force(bool isExternal)
    {
        await using var server = await Start("models: [{name: m-1, provider: path-model, latency: {time_to_first_token: 300ms}}]", isExternal, _time);

        using var other = await Ask(server, "m-2").OrFail();
        var slow = Ask(server, "m-1");

        Assert.Equal(TimeSpan.FromMilliseconds(300), await _time.NextWait());
        _time.Advance(TimeSpan.FromMilliseconds(300));
        using var answer = await slow.OrFail();
        Assert.Equal((200, 200), ((int)other.StatusCode, (int)answer.StatusCode));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Strict_models_refuse_a_model_in_the_path_in_the_providers_own_words(bool isExternal)
    {
        await using var server = await Start("settings: {strict_models: true}", isExternal);

        using var known = await Ask(server, "m-1");
        using var alias = await Ask(server, "one");
        using var unknown = await Ask(server, "m-9");

        Assert.Equal((200, 200, 404), ((int)known.StatusCode, (int)alias.StatusCode, (int)unknown.StatusCode));
        Assert.Equal("The model 'm-9' does not exist.", (await Json(unknown))["error"]!["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Faults_and_rules_know_the_model_in_the_path_and_the_stream_in_the_query(bool isExternal)
    {
        const string Yaml = """
            faults:
              - {kind: status, status: 418, when: {model: m-1, stream: true}}
              - {kind: status, status: 499, when: {model: m-2}}
            rules:
              - {name: first, when: {model: m-1, stream: false}, reply: {text: by the model}}
            """;
        await using var server = await Start(Yaml, isExternal);

        using var plain = await Ask(server, "one");
        using var streamed = await Ask(server, "m-1", "?stream=true");
        using var other = await Ask(server, "m-2");

        Assert.Equal((200, 418, 499), ((int)plain.StatusCode, (int)streamed.StatusCode, (int)other.StatusCode));
        Assert.Equal("by the model", (await Json(plain))["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Limits_per_model_count_the_model_in_the_path(bool isExternal)
    {
        await using var server = await Start("limits: {requests_per_minute: 1, per: model}", isExternal, _time);

        using var first = await Ask(server, "m-1");
        using var alias = await Ask(server, "one");
        using var other = await Ask(server, "m-2");

        Assert.Equal((200, 429, 200), ((int)first.StatusCode, (int)alias.StatusCode, (int)other.StatusCode));
    }

    [Fact]
    public async Task Explain_knows_the_model_in_the_path()
    {
        await using var server = await Start("rules: [{name: first, when: {model: m-1}, reply: {text: a}}]", isExternal: false);

        using var answer = await server.Http.PostAsJsonAsync(
            "/_mockllm/explain", new { provider = "path-model", request = new { prompt = "hi" }, path = "/v1/x/m-1/ask" });

        Assert.Equal("first", (await Json(answer))["rule"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("m-1", "path-model")]
    [InlineData("other-1", "other-path")]
    [InlineData("unknown", "path-model")]
    public async Task The_model_in_the_path_tells_providers_on_one_path_apart(string model, string provider)
    {
        await using var server = await TestServer.Start(providers: [typeof(PathModelProvider), typeof(OtherPathProvider)]);

        using var answer = await Ask(server, model);

        Assert.Equal(provider, (await Json(answer))["provider"]!.GetValue<string>());
    }

    private static Task<TestServer> Start(string yaml, bool isExternal, TimeProvider? time = null) => TestServer.Start(
        options => options with
        {
            Time = time ?? TimeProvider.System,
            HandlerTime = TimeProvider.System,
            Providers = [.. options.Providers.Select(provider => provider.Name == "path-model" ? provider with { IsExternal = isExternal } : provider)],
        },
        yaml,
        typeof(PathModelProvider));

    private static Task<HttpResponseMessage> Ask(TestServer server, string model, string query = "") =>
        server.Http.PostAsJsonAsync($"/v1/x/{model}/ask{query}", new { prompt = "hi" });

    private static async Task<JsonNode> Json(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

    private abstract class PathProvider : LlmProvider
    {
        public sealed record Question(string Prompt);

        public override RequestIdentity Identify(RequestHead head, RequestBody body)
        {
            ArgumentNullException.ThrowIfNull(head);
            return new() { Model = head.Route("model") ?? head.Route("name"), Stream = head.Query("stream") == "true" };
        }
    }

    [RegisterProvider("path-model", Models = ["m-1", "m-2"])]
    private sealed class PathModelProvider : PathProvider
    {
        public override IReadOnlyList<ModelInfo> Models => [new("m-1") { Aliases = ["one"] }, new("m-2")];

        [Post("/v1/x/{model}/ask")]
        public object Ask(Question question, Mock mock) => new { text = mock.Respond(question.Prompt).Text, provider = "path-model" };
    }

    [RegisterProvider("other-path", Models = ["other-*"])]
    private sealed class OtherPathProvider : PathProvider
    {
        [Post("/v1/x/{name}/ask")]
        public object Ask(Question question, Mock mock) => new { text = mock.Respond(question.Prompt).Text, provider = "other-path" };
    }
}
