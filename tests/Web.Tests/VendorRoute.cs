using System.Text;
using System.Text.Json;

namespace MockLlm.Web.Tests;

/// <summary>A POST route of a vendor with a request that is good, and what every error of it looks like.</summary>
internal sealed record VendorRoute(string Name, string Path, string Headers, string RequestId, string Good)
{
    public static VendorRoute Chat { get; } = new(
        "openai", "/v1/chat/completions", "", "x-request-id", """{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}""");

    public static VendorRoute Responses { get; } = Chat with { Path = "/v1/responses", Good = """{"model":"gpt-4o","input":"hi"}""" };

    public static VendorRoute Messages { get; } = new(
        "anthropic", "/v1/messages", "anthropic-version: 2023-06-01\r\n", "request-id",
        """{"model":"claude-sonnet-4-5","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""");

    public static VendorRoute CountTokens { get; } = Messages with
    {
        Path = "/v1/messages/count_tokens",
        Good = """{"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"hi"}]}""",
    };

    public static VendorRoute Of(string path) => new[] { Chat, Responses, Messages, CountTokens }.Single(route => route.Path == path);

    /// <summary>A request with a body of these bytes.</summary>
    public byte[] Request(ReadOnlySpan<byte> body, string contentType = "application/json") =>
        [.. Encoding.Latin1.GetBytes(Head($"content-type: {contentType}\r\ncontent-length: {body.Length}\r\n")), .. body];

    public string Head(string headers, string method = "POST", string? path = null) =>
        $"{method} {path ?? Path} HTTP/1.1\r\nhost: localhost\r\n{Headers}{headers}\r\n";

    /// <summary>Asserts that an answer is one of the vendor's errors, whole and with nothing of the server's inside.</summary>
    public void AssertError(RawAnswer answer, int status)
    {
        Assert.Equal(status, answer.Status);
        Assert.StartsWith("application/json", answer.Headers["content-type"], StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetByteCount(answer.Body), int.Parse(answer.Headers["content-length"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.StartsWith("req_", answer.Headers[RequestId], StringComparison.Ordinal);
        Assert.Equal("*", answer.Headers["access-control-allow-origin"]);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        AssertShape(answer);
    }

    private void AssertShape(RawAnswer answer)
    {
        var json = answer.Json;
        var error = json.GetProperty("error");
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.NotEmpty(error.GetProperty("type").GetString()!);
        if (Name == "openai")
        {
            Assert.True(error.TryGetProperty("param", out _));
            Assert.True(error.TryGetProperty("code", out _));
        }
        else
        {
            Assert.Equal("error", json.GetProperty("type").GetString());
            Assert.Equal(answer.Headers[RequestId], json.GetProperty("request_id").GetString());
        }
    }

    /// <summary>Asserts that a good request is answered.</summary>
    public async Task AssertServes(RawConnection connection)
    {
        await connection.Send(Request(Encoding.UTF8.GetBytes(Good)));
        var answer = await connection.Read();
        Assert.Equal(200, answer.Status);
        Assert.Equal(JsonValueKind.Object, answer.Json.ValueKind);
    }
}
