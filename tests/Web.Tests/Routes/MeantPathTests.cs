using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Routes;

/// <summary>A path that is nearly one that is served gets the vendor's 404, which names the path that was meant.</summary>
public sealed class MeantPathTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("POST", "/chat/completions", "Invalid URL (POST /chat/completions). Did you mean POST /v1/chat/completions? The client's base URL has to end in /v1.")]
    [InlineData("POST", "/responses", "Invalid URL (POST /responses). Did you mean POST /v1/responses? The client's base URL has to end in /v1.")]
    [InlineData("POST", "/embeddings", "Invalid URL (POST /embeddings). Did you mean POST /v1/embeddings? The client's base URL has to end in /v1.")]
    [InlineData("GET", "/responses/resp_1", "Invalid URL (GET /responses/resp_1). Did you mean GET /v1/responses/resp_1? The client's base URL has to end in /v1.")]
    [InlineData("POST", "/chat/completions/", "Invalid URL (POST /chat/completions/). Did you mean POST /v1/chat/completions? The client's base URL has to end in /v1.")]
    [InlineData("POST", "//chat/completions", "Invalid URL (POST //chat/completions). Did you mean POST /v1/chat/completions? The client's base URL has to end in /v1.")]
    [InlineData("GET", "/chat/completions", "Invalid URL (GET /chat/completions). Did you mean POST /v1/chat/completions? The client's base URL has to end in /v1.")]
    [InlineData("POST", "/v1//chat/completions", "Invalid URL (POST /v1//chat/completions). Did you mean POST /v1/chat/completions?")]
    [InlineData("POST", "/v1/v1/chat/completions", "Invalid URL (POST /v1/v1/chat/completions). Did you mean POST /v1/chat/completions? Take /v1 out of the client's base URL.")]
    [InlineData("POST", "/openai/v1/chat/completions", "Invalid URL (POST /openai/v1/chat/completions). Did you mean POST /v1/chat/completions? Take /openai out of the client's base URL.")]
    [InlineData("POST", "/openai/deployments/gpt-4o/chat/completions", "Invalid URL (POST /openai/deployments/gpt-4o/chat/completions). Did you mean POST /v1/chat/completions?")]
    [InlineData("POST", "/v1/chat/completion", "Invalid URL (POST /v1/chat/completion). Did you mean POST /v1/chat/completions?")]
    [InlineData("POST", "/v1/embedings", "Invalid URL (POST /v1/embedings). Did you mean POST /v1/embeddings?")]
    public async Task OpenAIs_404_names_the_path_that_was_meant(string method, string path, string message)
    {
        var answer = await Send(VendorRoute.Chat, method, path);

        VendorRoute.Chat.AssertError(answer, 404);
        Assert.Equal(message, answer.Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal("invalid_request_error", answer.Json.GetProperty("error").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("/messages", "Did you mean POST /v1/messages? The client's base URL has to end in /v1.")]
    [InlineData("/v1/v1/messages", "Did you mean POST /v1/messages? Take /v1 out of the client's base URL.")]
    [InlineData("/anthropic/v1/messages/count_tokens", "Did you mean POST /v1/messages/count_tokens? Take /anthropic out of the client's base URL.")]
    [InlineData("/v1/message", "Did you mean POST /v1/messages?")]
    public async Task Anthropics_404_names_the_path_that_was_meant(string path, string advice)
    {
        var answer = await Send(VendorRoute.Messages, "POST", path);

        VendorRoute.Messages.AssertError(answer, 404);
        Assert.Equal("not_found_error", answer.Json.GetProperty("error").GetProperty("type").GetString());
        Assert.EndsWith($". {advice}", answer.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/fine_tuning/jobs")]
    [InlineData("/v1/chat/nothing")]
    public async Task A_path_that_is_near_none_has_no_advice(string path)
    {
        var answer = await Send(VendorRoute.Chat, "POST", path);

        Assert.Equal($"Invalid URL (POST {path})", answer.Json.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_browser_may_send_the_request_whose_404_it_then_reads()
    {
        var answer = await Send(VendorRoute.Chat, "OPTIONS", "/chat/completions");

        Assert.Equal((204, "POST"), (answer.Status, answer.Headers["access-control-allow-methods"]));
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(100)]
    public async Task A_long_path_is_not_examined_for_long(int segments)
    {
        var answer = await Send(VendorRoute.Chat, "POST", string.Concat(Enumerable.Repeat("/v", segments)));

        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task A_disabled_provider_is_named_and_its_routes_are_not_suggested()
    {
        await using var server = await TestServer.Start("providers: {anthropic: {enabled: false}}");

        Assert.Equal("Invalid URL (POST /v1/messages). The provider anthropic is not enabled.", await Message(server, "/v1/messages"));
        using var answer = await server.Http.PostAsync("/messages", new StringContent("{}"));
        Assert.DoesNotContain("Did you mean", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_is_missing_is_named()
    {
        await using var server = await TestServer.Start(providers: typeof(Versioned));

        using var answer = await server.Http.GetAsync("/versioned/list");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("The header x-version is missing.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_names_the_path_that_was_meant()
    {
        using var log = new Troubles(LogLevel.Information);
        await using var server = await TestServer.Start(options => options with { LogLevel = LogLevel.Information });
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        await Message(server, "/v1/other");
        await Message(server, "/chat/completions");

        Assert.Contains(
            "openai refused POST /chat/completions with 404 not_found: Invalid URL (POST /chat/completions). Did you mean POST /v1/chat/completions? The client's base URL has to end in /v1.",
            log.Said);
    }

    [Theory]
    [InlineData("/_mockllm/fault", "Did you mean /_mockllm/faults?")]
    [InlineData("/_mockllm/v1/stat", "Did you mean /_mockllm/v1/stats?")]
    [InlineData("/_mockllm/explain", "It accepts POST.")]
    [InlineData("/_mockllm/nothing", "among the control routes.")]
    public async Task A_control_route_that_does_not_exist_gets_the_one_that_was_meant(string path, string advice)
    {
        using var answer = await shared.Server.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.EndsWith(advice, json.RootElement.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private async Task<RawAnswer> Send(VendorRoute route, string method, string path)
    {
        using var connection = await RawConnection.Open(shared.Server.Url);
        await connection.Send(route.Head("content-length: 0\r\n", method, path));
        return await connection.Read();
    }

    private static async Task<string?> Message(TestServer server, string path)
    {
        using var answer = await server.Http.PostAsync(path, new StringContent("{}"));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("error").GetProperty("message").GetString();
    }

    [RegisterProvider("versioned")]
    private sealed class Versioned : LlmProvider
    {
        public Versioned()
        {
        }

        [Get("/versioned/list", Header = "x-version")]
        public object List() => new { };
    }
}
