using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MockLlm.Web.Control;

namespace MockLlm.Web.Tests.Control;

public sealed class ControlGuardTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:8000", 200)]
    [InlineData("127.0.0.1", "LocalHost", 200)]
    [InlineData("127.0.0.1", "127.0.0.1:8000", 200)]
    [InlineData("::1", "[::1]:8000", 200)]
    [InlineData("::ffff:127.0.0.1", "localhost", 200)]
    [InlineData("127.0.0.1", "rebound.example.com:8000", 403)]
    [InlineData("127.0.0.1", "localhost.example.com", 403)]
    [InlineData("127.0.0.1", "", 403)]
    [InlineData("192.0.2.1", "localhost:8000", 403)]
    [InlineData("::ffff:192.0.2.1", "localhost", 403)]
    [InlineData(null, "localhost", 403)]
    public async Task Without_a_key_only_this_machine_is_served_by_a_loopback_name(string? client, string host, int status) =>
        Assert.Equal(status, (await Ask(null, client, host)).Status);

    [Theory]
    [InlineData("Bearer secret", 200)]
    [InlineData("bearer secret", 200)]
    [InlineData("Bearer secret2", 401)]
    [InlineData("Bearer ", 401)]
    [InlineData("Basic secret", 401)]
    [InlineData("secret", 401)]
    [InlineData(null, 401)]
    public async Task With_a_key_only_who_carries_it_is_served(string? authorization, int status)
    {
        foreach (var client in new[] { "127.0.0.1", "192.0.2.1" })
        {
            var (seen, _) = await Ask("secret", client, "mock.example.com", ("Authorization", authorization));

            Assert.Equal(status, seen);
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Sec-Fetch-Site", "none", 200)]
    [InlineData("Origin", "http://localhost:8000", 200)]
    [InlineData("Origin", "http://localhost:3000", 403)]
    [InlineData("Origin", "https://localhost:8000", 403)]
    [InlineData("Origin", "https://example.com", 403)]
    [InlineData("Origin", "null", 403)]
    public async Task Pages_of_other_sites_are_not_served(string header, string value, int status)
    {
        Assert.Equal(status, (await Ask(null, "127.0.0.1", "localhost:8000", (header, value))).Status);
        Assert.Equal(status, (await Ask("secret", "127.0.0.1", "localhost:8000", (header, value), ("Authorization", "Bearer secret"))).Status);
    }

    [Theory]
    [InlineData(null, "192.0.2.1", "forbidden", "--admin-key KEY")]
    [InlineData("secret", "127.0.0.1", "unauthorized", "Authorization: Bearer KEY")]
    public async Task A_refusal_is_json_and_says_what_to_do(string? key, string client, string type, string advice)
    {
        var (_, body) = await Ask(key, client, "localhost");

        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");
        Assert.Equal(type, error.GetProperty("type").GetString());
        Assert.Contains(advice, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Body)> Ask(
        string? key, string? client, string host, params (string Name, string? Value)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = client is null ? null : IPAddress.Parse(client);
        (http.Request.Scheme, http.Request.Host) = ("http", new HostString(host));
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        using var body = new MemoryStream();
        http.Response.Body = body;
        await new ControlGuard(key).Guard(_ => Task.CompletedTask)(http);
        return (http.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
