namespace MockLlm.Web.Tests.Handling;

/// <summary>A provider whose code fails: its own 500 for that request, and nothing else happens.</summary>
public sealed class HandlerFailureTests
{
    [Theory]
    [InlineData("GET", "/failing/throw")]
    [InlineData("GET", "/failing/throw-late")]
    [InlineData("GET", "/failing/null")]
    [InlineData("GET", "/failing/null-task")]
    [InlineData("GET", "/failing/unserialisable")]
    [InlineData("GET", "/failing/cycle")]
    [InlineData("GET", "/failing/header")]
    [InlineData("GET", "/failing/head")]
    [InlineData("GET", "/failing/file")]
    [InlineData("GET", "/failing/cancelled")]
    [InlineData("POST", "/failing/validate")]
    public async Task A_failure_is_the_providers_own_500_and_restarts_nothing(string method, string path)
    {
        await using var server = await TestServer.Start(providers: typeof(FailingProvider));
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send($"{method} {path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{{}}");
        var answer = await connection.Read();

        Assert.Equal(500, answer.Status);
        Assert.Equal("server_error", answer.Json.GetProperty("failing").GetString());
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
        Assert.StartsWith("req_", answer.Headers["x-failing-id"], StringComparison.Ordinal);
        Assert.Equal("*", answer.Headers["access-control-allow-origin"]);
        await AssertFine(connection);
        Assert.Matches("(?m)^mockllm_restarts_total{.*provider=\"failing\".*} 0$", await server.Http.GetStringAsync("/metrics"));
    }

    private static async Task AssertFine(RawConnection connection)
    {
        await connection.Send("GET /failing/fine HTTP/1.1\r\nhost: a\r\n\r\n");
        Assert.Equal("""{"fine":true}""", (await connection.Read()).Body);
    }
}
