using System.Text;

namespace MockLlm.Web.Tests.Control;

/// <summary>Who may change the server, seen from a bare socket.</summary>
public sealed class ControlWireTests
{
    private const string Fault = """{"kind": "empty", "probability": 0}""";

    public static TheoryData<string, string, string> Routes => new()
    {
        { "GET", "/_mockllm/stats", "" },
        { "GET", "/_mockllm/faults", "" },
        { "PUT", "/_mockllm/faults/one", Fault },
        { "DELETE", "/_mockllm/faults", "" },
        { "PATCH", "/_mockllm/settings", "{}" },
        { "POST", "/_mockllm/reset", "" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Without_a_key_a_page_can_do_nothing_under_any_name(string method, string path, string body)
    {
        await using var server = await TestServer.Start();
        using var connection = await RawConnection.Open(server.Url);
        var port = server.Url.Port;

        foreach (var host in new[] { "localhost", $"localhost:{port}", "127.0.0.1", $"127.0.0.1:{port}", "[::1]", $"[::1]:{port}" })
        {
            Assert.InRange(await Ask(connection, method, path, body, $"host: {host}"), 200, 204);
            Assert.InRange(await Ask(connection, method, path, body, $"host: {host}", $"origin: http://{host}", "sec-fetch-site: same-origin"), 200, 204);
            Assert.Equal(403, await Ask(connection, method, path, body, $"host: {host}", "origin: http://evil.example"));
            Assert.Equal(403, await Ask(connection, method, path, body, $"host: {host}", "origin: null"));
            Assert.Equal(403, await Ask(connection, method, path, body, $"host: {host}", "sec-fetch-site: cross-site"));
            Assert.Equal(403, await Ask(connection, method, path, body, $"host: {host}", "sec-fetch-site: same-site"));
        }

        foreach (var host in new[] { "evil.example", $"evil.example:{port}", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0", "192.0.2.1" })
        {
            Assert.Equal(403, await Ask(connection, method, path, body, $"host: {host}"));
            Assert.Equal(403, await Ask(connection, method, path, body, $"host: {host}", $"origin: http://{host}"));
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task With_a_key_only_who_carries_it_can_do_anything(string method, string path, string body)
    {
        await using var server = await TestServer.Start(options => options with { AdminKey = "secret" });
        using var connection = await RawConnection.Open(server.Url);

        Assert.Equal(401, await Ask(connection, method, path, body, "host: localhost"));
        Assert.Equal(401, await Ask(connection, method, path, body, "host: localhost", "authorization: Bearer secre"));
        Assert.InRange(await Ask(connection, method, path, body, "host: localhost", "authorization: Bearer secret"), 200, 204);
        Assert.InRange(await Ask(connection, method, path, body, "host: mock.example", "authorization: Bearer secret"), 200, 204);
        Assert.Equal(403, await Ask(connection, method, path, body, "host: localhost", "authorization: Bearer secret", "sec-fetch-site: cross-site"));
        Assert.Equal(403, await Ask(connection, method, path, body, "host: localhost", "authorization: Bearer secret", "origin: http://evil.example"));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_body_that_is_not_said_to_be_json_is_refused(string method, string path, string body)
    {
        await using var server = await TestServer.Start();
        using var connection = await RawConnection.Open(server.Url);
        var json = body.Length == 0 ? "{}" : body;

        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", "json", "" })
        {
            Assert.Equal(415, await Ask(connection, method, path, json, "host: localhost", $"content-type: {type}"));
        }

        foreach (var type in new[] { "application/json", "Application/JSON; charset=utf-8", "application/merge-patch+json" })
        {
            Assert.InRange(await Ask(connection, method, path, json, "host: localhost", $"content-type: {type}"), 200, 204);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_preflight_gets_no_permission(string method, string path, string body)
    {
        await using var server = await TestServer.Start();
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send($"OPTIONS {path} HTTP/1.1\r\nhost: localhost\r\norigin: http://evil.example\r\naccess-control-request-method: {method}\r\n\r\n");
        var answer = await connection.Read();

        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("access-control", StringComparison.OrdinalIgnoreCase));
        await connection.Send(Request(method, path, body, "host: localhost"));
        Assert.DoesNotContain((await connection.Read()).Headers.Keys, name => name.StartsWith("access-control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_loopback_of_ipv6_is_this_machine_too()
    {
        await using var server = await TestServer.Start(options => options with { Host = "::1" });
        using var connection = await RawConnection.Open(server.Url);

        Assert.Equal(200, await Ask(connection, "GET", "/_mockllm/faults", "", $"host: [::1]:{server.Url.Port}"));
        Assert.Equal(403, await Ask(connection, "GET", "/_mockllm/faults", "", "host: evil.example"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_one_mebibyte_is_refused(bool isChunked)
    {
        await using var server = await TestServer.Start();
        using var connection = await RawConnection.Open(server.Url);
        var body = Encoding.ASCII.GetBytes($"{{\"settings\": {{}}}}{new string(' ', 1024 * 1024)}");
        var length = isChunked ? "transfer-encoding: chunked" : $"content-length: {body.Length}";

        await connection.Send($"PATCH /_mockllm/settings HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n{length}\r\n\r\n");
        await connection.Send(isChunked ? [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8] : body);

        Assert.Equal(413, (await connection.Read()).Status);
    }

    [Theory]
    [InlineData("GET", "/_mockllm")]
    [InlineData("GET", "/_mockllm/nothing")]
    [InlineData("POST", "/_mockllm/faults")]
    [InlineData("PUT", "/_mockllm/faults/a/b")]
    public async Task What_is_no_control_route_is_said_to_be_none(string method, string path)
    {
        await using var server = await TestServer.Start();
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(Request(method, path, "", "host: localhost"));
        var answer = await connection.Read();

        Assert.Equal(404, answer.Status);
        Assert.StartsWith($"There is no {method} {path} among the control routes.", answer.Json.Message(), StringComparison.Ordinal);
    }

    private static async Task<int> Ask(RawConnection connection, string method, string path, string body, params string[] headers)
    {
        await connection.Send(Request(method, path, body, headers));
        var answer = await connection.Read();
        if (answer.Status >= 400)
        {
            Assert.NotEmpty(answer.Json.Message()!);
        }

        return answer.Status;
    }

    private static string Request(string method, string path, string body, params string[] headers)
    {
        var type = body.Length > 0 && !headers.Any(header => header.StartsWith("content-type", StringComparison.Ordinal)) ? "content-type: application/json\r\n" : "";
        return $"{method} {path} HTTP/1.1\r\n{string.Join("\r\n", headers)}\r\n{type}content-length: {body.Length}\r\n\r\n{body}";
    }
}
