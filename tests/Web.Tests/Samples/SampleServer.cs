using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MockLlm.Samples;
using MockLlm.Samples.MyCompany;

namespace MockLlm.Web.Tests.Samples;

/// <summary>One server with all samples, for the tests that need no settings of their own.</summary>
public sealed class SampleServer : IAsyncLifetime
{
    public const string Yaml = """
        seed: 7
        responses:
          Hello: Hello there, my friend
        """;

    public static Type[] Providers { get; } =
        [typeof(SimpleProvider), typeof(MyCompanyProvider), typeof(TypedProvider), typeof(CustomProvider), typeof(MultiProvider)];

    public TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TestServer.Start(Yaml, providers: Providers);

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public Task<(int Status, string Type, string Body)> Post(string path, string json) => Post(Server, path, json);

    public static async Task<(int Status, string Type, string Body)> Post(TestServer server, string path, string json)
    {
        using var content = new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var response = await server.Http.PostAsync(path, content);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "", await response.Content.ReadAsStringAsync());
    }

    public async Task<JsonNode> PostJson(string path, object body)
    {
        using var response = await Server.Http.PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
