using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Providers;

namespace MockLlm.Web.Tests.Routes;

/// <summary>Models that responses.yml adds and overrides, as clients see them.</summary>
public sealed class ModelRegistryTests
{
    private const string Yaml = """
        settings: {strict_models: true}
        models:
          - {name: my-gpt, provider: openai, aliases: [mine], max_tokens: 5}
          - {name: my-claude, provider: anthropic, context_window: 8}
        """;

    [Fact]
    public async Task Models_lists_the_added_ones_and_the_vendors_own()
    {
        await using var server = await TestServer.Start(Yaml);

        var models = await server.Http.GetFromJsonAsync<JsonElement>("/models");

        Assert.Superset(new HashSet<string?> { "my-gpt", "mine", "my-claude", "gpt-4o", "claude-sonnet-4-5" }, Texts(models.GetProperty("models")));
        Assert.Contains("my-gpt", Texts(models.GetProperty("by_provider").GetProperty("openai")));
        Assert.DoesNotContain("my-gpt", Texts(models.GetProperty("by_provider").GetProperty("anthropic")));
    }

    [Fact]
    public async Task The_vendors_lists_show_the_added_models_and_find_them_by_alias()
    {
        await using var server = await TestServer.Start(Yaml);

        var list = await server.Http.GetFromJsonAsync<JsonElement>("/v1/models");
        var found = await server.Http.GetFromJsonAsync<JsonElement>("/v1/models/mine");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models/my-claude") { Headers = { { "anthropic-version", "2023-06-01" } } };
        using var answer = await server.Http.SendAsync(request);
        var claude = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Contains("my-gpt", list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()));
        Assert.Equal("my-gpt", found.GetProperty("id").GetString());
        Assert.Equal(8, claude.GetProperty("max_input_tokens").GetInt32());
    }

    [Theory]
    [InlineData("mine", 200)]
    [InlineData("my-gpt", 200)]
    [InlineData("gpt-4o-2024-08-06", 200)]
    [InlineData("my-claude", 404)]
    [InlineData("other", 404)]
    public async Task Strict_models_accepts_what_the_provider_lists_by_name_and_alias(string model, int status)
    {
        await using var server = await TestServer.Start(Yaml);

        using var answer = await Chat(server, model, maxTokens: 5);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task An_added_models_limit_holds_and_a_reload_lifts_it()
    {
        await using var server = await TestServer.Start(Yaml);
        using (var refused = await Chat(server, "mine", maxTokens: 6))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("max_tokens is too large: 6.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        IReadOnlyList<KnownProvider> known = [.. ProviderDiscovery.Find(BuiltInProviders.Assembly).Select(provider => provider.Known)];
        server.Snapshots.Accept(SnapshotReader.Read(Yaml.Replace(", max_tokens: 5", "", StringComparison.Ordinal), known).Snapshot!);

        using var answer = await Chat(server, "mine", maxTokens: 6);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static HashSet<string?> Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString())];

    private static Task<HttpResponseMessage> Chat(TestServer server, string model, int maxTokens) => server.Http.PostAsJsonAsync(
        "/v1/chat/completions", new { model, max_tokens = maxTokens, messages = new[] { new { role = "user", content = "hi" } } });
}
