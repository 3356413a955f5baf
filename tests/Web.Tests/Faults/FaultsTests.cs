using System.Text;
using MockLlm.Engine;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Faults;

/// <summary>What a client sees of each kind, on both vendors and on a provider with a shape of its own, plain and streamed.</summary>
public sealed class FaultsTests
{
    private const string OpenAi = "/v1/chat/completions";
    private const string Anthropic = "/v1/messages";
    private const string Own = "/shaped/chat";

    public static TheoryData<string, bool> Routes => new()
    {
        { OpenAi, false }, { OpenAi, true }, { Anthropic, false }, { Anthropic, true }, { Own, false }, { Own, true },
    };

    [Theory]
    [InlineData("rate_limited", OpenAi, 429, "requests", "rate_limit_exceeded")]
    [InlineData("rate_limited", Anthropic, 429, "rate_limit_error", null)]
    [InlineData("overloaded", OpenAi, 503, "server_error", null)]
    [InlineData("overloaded", Anthropic, 529, "overloaded_error", null)]
    [InlineData("unauthorized", OpenAi, 401, "invalid_request_error", "invalid_api_key")]
    [InlineData("unauthorized", Anthropic, 401, "authentication_error", null)]
    [InlineData("context_length", OpenAi, 400, "invalid_request_error", "context_length_exceeded")]
    [InlineData("context_length", Anthropic, 400, "invalid_request_error", null)]
    [InlineData("server_error", OpenAi, 500, "server_error", null)]
    [InlineData("server_error", Anthropic, 500, "api_error", null)]
    public async Task A_named_error_is_the_vendors_own(string kind, string path, int status, string type, string? code)
    {
        foreach (var stream in new[] { false, true })
        {
            var answer = await Answer($"faults: [{{name: x, kind: {kind}, retry_after: 1.5s}}]", path, stream);

            Assert.Equal((status, "x", "2"), (answer.Status, answer.Headers["x-mockllm-fault"], answer.Headers["retry-after"]));
            Assert.Equal(path == Anthropic ? null : "1500", answer.Headers.GetValueOrDefault("retry-after-ms"));
            var error = answer.Json.GetProperty("error");
            Assert.Equal(type, error.GetProperty("type").GetString());
            Assert.True(path == Anthropic ? answer.Json.GetProperty("type").GetString() == "error" : error.GetProperty("code").GetString() == code);
        }
    }

    [Theory]
    [InlineData("kind: rate_limited, retry_after: 1.5s")]
    [InlineData("kind: status, status: 429, retry_after: 1.5s")]
    public async Task OpenAIs_429_names_the_wait_in_its_message(string fault)
    {
        var answer = await Answer($"faults: [{{{fault}}}]", OpenAi, stream: false);

        Assert.Contains("Please try again in 1.5s.", answer.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind: rate_limited", 429, "rate_limited")]
    [InlineData("kind: overloaded", 503, "overloaded")]
    [InlineData("kind: unauthorized", 401, "unauthorized")]
    [InlineData("kind: context_length", 400, "context_length")]
    [InlineData("kind: server_error", 500, "server_error")]
    [InlineData("kind: status, status: 418", 418, "invalid_request")]
    public async Task A_providers_own_shape_is_kept(string fault, int status, string kind)
    {
        var answer = await Answer($"faults: [{{{fault}}}]", Own, stream: false);

        Assert.Equal((status, kind), (answer.Status, answer.Json.GetProperty("failed").GetString()));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_status_has_its_message_and_headers(string path, bool stream)
    {
        var answer = await Answer("faults: [{kind: status, status: 503, message: no luck, headers: {X-Should-Retry: 'false'}}]", path, stream);

        Assert.Equal((503, "false", "status"), (answer.Status, answer.Headers["x-should-retry"], answer.Headers["x-mockllm-fault"]));
        Assert.Contains("no luck", answer.Body, StringComparison.Ordinal);
        Assert.StartsWith("application/json", answer.Headers["content-type"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "invalid_request_error")]
    [InlineData(401, "authentication_error")]
    [InlineData(402, "billing_error")]
    [InlineData(403, "permission_error")]
    [InlineData(404, "not_found_error")]
    [InlineData(409, "conflict_error")]
    [InlineData(413, "request_too_large")]
    [InlineData(418, "invalid_request_error")]
    [InlineData(429, "rate_limit_error")]
    [InlineData(500, "api_error")]
    [InlineData(502, "api_error")]
    [InlineData(504, "timeout_error")]
    [InlineData(529, "overloaded_error")]
    public async Task A_status_of_Anthropic_has_the_vendors_type(int status, string type)
    {
        var answer = await Answer($"faults: [{{kind: status, status: {status}, retry_after: 1.5s}}]", Anthropic, stream: false);

        Assert.Equal((status, type), (answer.Status, answer.Json.GetProperty("error").GetProperty("type").GetString()));
        Assert.Equal("2", answer.Headers["retry-after"]);
        Assert.DoesNotContain("retry-after-ms", answer.Headers.Keys);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_empty_answer_is_200_with_nothing_in_it(string path, bool stream)
    {
        var answer = await Answer("faults: [{kind: empty}]", path, stream);

        Assert.Equal((200, "", "0"), (answer.Status, answer.Body, answer.Headers["content-length"]));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_proxys_page_is_html(string path, bool stream)
    {
        var answer = await Answer("faults: [{kind: html}]", path, stream);

        Assert.Equal((502, "text/html"), (answer.Status, answer.Headers["content-type"]));
        Assert.StartsWith("<html>", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_reset_comes_before_the_status_line(string path, bool stream)
    {
        await using var server = await Start("faults: [{kind: reset}]");
        using var connection = await RawConnection.Post(server.Url, path, Chats.Hi(path, stream));

        Assert.Empty(await connection.ToEnd());
        Assert.Equal(Ending.Reset, connection.Ending);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_hang_sends_nothing_and_ends_with_its_time(string path, bool stream)
    {
        await using var server = await Start("faults: [{kind: hang, for: 1ms}]");
        using var connection = await RawConnection.Post(server.Url, path, Chats.Hi(path, stream));

        Assert.Empty(await connection.ToEnd());
    }

    [Fact]
    public async Task A_hang_without_an_end_lasts_until_the_client_leaves()
    {
        await using var server = await Start("faults: [{kind: hang, times: 1}]");
        using var connection = await RawConnection.Post(server.Url, OpenAi, Chats.Hi(OpenAi, stream: false));
        await Eventually.Holds(
            async () => (await server.Http.GetStringAsync("/_mockllm/stats")).Contains("\"hang\":1", StringComparison.Ordinal), () => "No request hangs.");
        Assert.False(connection.HasBytes);

        connection.Leave(reset: false);
        await server.Drain.RunAsync(TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);
        Assert.False(server.Drain.Over.IsCancellationRequested);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_delay_shows_in_the_answer_and_leaves_it_whole(string path, bool stream)
    {
        var answer = await Answer("faults: [{name: slow, kind: delay, by: 1ms}, {kind: overloaded, probability: 0}]", path, stream);

        Assert.Equal((200, "slow"), (answer.Status, answer.Headers["x-mockllm-fault"]));
        Assert.NotEmpty(answer.Body);
    }

    private static async Task<RawAnswer> Answer(string yaml, string path, bool stream)
    {
        await using var server = await Start(yaml);
        using var connection = await RawConnection.Open(server.Url);
        var body = Encoding.UTF8.GetBytes(Chats.Hi(path, stream));
        await connection.Send(
            $"POST {path} HTTP/1.1\r\nhost: test\r\nauthorization: Bearer sk-something-wrong\r\nanthropic-version: 2023-06-01\r\ncontent-type: application/json\r\ncontent-length: {body.Length}\r\n\r\n");
        await connection.Send(body);
        return await connection.Read();
    }

    private static Task<TestServer> Start(string yaml) => TestServer.Start(yaml, null, typeof(ShapedProvider));
}

/// <summary>Has an error shape of its own.</summary>
[RegisterProvider("shaped")]
internal sealed class ShapedProvider : LlmProvider
{
    public override Reply Error(int status, string kind, string message) => Reply.Json(new { failed = kind, why = message }, status);

    [Post("/shaped/chat")]
    public object Chat(System.Text.Json.JsonElement body, Mock mock) => new { text = mock.Respond(Message.Prompt(body.GetProperty("messages"))).Text };

    [Post("/shaped/count", Unmetered = true)]
    public object Count() => new { count = 1 };
}
