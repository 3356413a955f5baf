using System.Net;
using System.Text;

namespace MockLlm.Web.Tests.Routes;

/// <summary>Browsers are users too: provider routes may be called from any origin, the server's own routes may not.</summary>
public sealed class CorsTests
{
    [Theory]
    [InlineData("/v1/chat/completions", "POST")]
    [InlineData("/v1/messages", "POST")]
    [InlineData("/v1/messages/count_tokens", "POST")]
    [InlineData("/v1/models", "GET")]
    [InlineData("/v1/models/gpt-4o", "GET")]
    public async Task A_preflight_of_a_provider_route_allows_its_method_and_the_headers_asked_for(string path, string method)
    {
        await using var server = await TestServer.Start("settings: {api_keys: [sk-test-1]}");
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("origin", "http://localhost:3000");
        request.Headers.Add("access-control-request-method", method);
        request.Headers.Add("access-control-request-headers", "authorization,content-type,x-stainless-os");

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("*", Header(answer, "access-control-allow-origin"));
        Assert.Equal(method, Header(answer, "access-control-allow-methods"));
        Assert.Equal("authorization,content-type,x-stainless-os", Header(answer, "access-control-allow-headers"));
    }

    [Theory]
    [InlineData("""{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}""", HttpStatusCode.OK)]
    [InlineData("""{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"hi"}]}""", HttpStatusCode.OK)]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    public async Task Plain_streamed_and_error_answers_may_be_read_by_any_origin(string body, HttpStatusCode status)
    {
        await using var server = await TestServer.Start();

        using var answer = await server.Http.PostAsync("/v1/chat/completions", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("*", Header(answer, "access-control-allow-origin"));
        Assert.Equal("*", Header(answer, "access-control-expose-headers"));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/ready")]
    [InlineData("/providers")]
    [InlineData("/models")]
    [InlineData("/metrics")]
    public async Task The_servers_own_routes_have_no_CORS(string path)
    {
        await using var server = await TestServer.Start();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, path);
        preflight.Headers.Add("origin", "http://localhost:3000");
        preflight.Headers.Add("access-control-request-method", "GET");

        using var answer = await server.Http.GetAsync(path);
        using var refused = await server.Http.SendAsync(preflight);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("access-control-allow-origin"));
        Assert.False(refused.IsSuccessStatusCode);
        Assert.False(refused.Headers.Contains("access-control-allow-origin"));
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
