using Microsoft.AspNetCore.Http;
using MockLlm.Web.Routes;

namespace MockLlm.Web.Tests.Routes;

public sealed class LiteralRoutesTests
{
    private static readonly LiteralRoutes Routes = new(
    [
        ("POST", "/v1/chat", Says("chat")),
        ("GET", "v1/chat/", Says("read")),
        ("GET", "/v1/models/{id}", Says("model")),
        ("GET", "/_mockllm/stats", Says("own")),
    ]);

    [Theory]
    [InlineData("POST", "/v1/chat", "chat")]
    [InlineData("GET", "/v1/chat", "read")]
    [InlineData("post", "/v1/chat", "chat")]
    [InlineData("DELETE", "/v1/chat", "framework")]
    [InlineData("POST", "/V1/chat", "framework")]
    [InlineData("POST", "/v1/chat/", "framework")]
    [InlineData("GET", "/v1/models/x", "framework")]
    [InlineData("GET", "/v1/models/{id}", "framework")]
    [InlineData("GET", "/_mockllm/stats", "framework")]
    [InlineData("GET", "/", "framework")]
    public async Task A_whole_path_is_found_and_every_other_one_is_left_to_the_framework(string method, string path, string served)
    {
        var http = new DefaultHttpContext { Request = { Method = method, Path = path } };

        await Routes.Around(Says("framework"))(http);

        Assert.Equal(served, http.Items["served"]);
    }

    private static RequestDelegate Says(string what) => http =>
    {
        http.Items["served"] = what;
        return Task.CompletedTask;
    };
}
