using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.RequestLogging;

namespace MockLlm.Web.Tests.RequestLogging;

public sealed class RequestLogFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private string File => Path.Combine(_folder.Path, "requests.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_request_is_one_line()
    {
        await Log(log => Serve(log, id: "a,\"b", milliseconds: 12.345));

        Assert.Equal(
            """{"request_id":"a,\u0022b","method":"POST","path":"/v1/chat/completions","status":429,"arrived":"2026-01-02T03:04:05+00:00","duration_us":12345}""" + "\n",
            await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task Requests_without_an_id_have_none()
    {
        await Log(log => Serve(log, id: null, milliseconds: 1));

        Assert.Null(Assert.Single(await Lines()).GetProperty("request_id").GetString());
    }

    [Fact]
    public async Task A_file_is_appended_to()
    {
        await Log(log => Serve(log, "one", milliseconds: 1));
        await Log(log => Serve(log, "two", milliseconds: 1));

        Assert.Equal(["one", "two"], (await Lines()).Select(line => line.GetProperty("request_id").GetString()));
    }

    [Fact]
    public async Task A_request_that_breaks_is_logged_too()
    {
        await Log(log => Assert.ThrowsAsync<InvalidOperationException>(() => log.Around(Request("broken"), _ => throw new InvalidOperationException())));

        Assert.Equal("broken", Assert.Single(await Lines()).GetProperty("request_id").GetString());
    }

    [Fact]
    public async Task What_a_client_chooses_is_cut()
    {
        await Log(log => Serve(log, new string('x', 10_000), milliseconds: 1));

        Assert.Equal(200, Assert.Single(await Lines()).GetProperty("request_id").GetString()!.Length);
    }

    [Fact]
    public async Task A_full_file_grows_no_more_and_what_is_left_out_is_counted()
    {
        RequestLogFile log;
        await using (log = RequestLogFile.Open(File, _time, mostBytes: 400))
        {
            for (var request = 0; request < 10; request++)
            {
                await Serve(log, "id", milliseconds: 1);
            }
        }

        var lines = await Lines();
        Assert.InRange(new FileInfo(File).Length, 200, 400);
        Assert.Equal(10, lines.Count + log.LeftOut);
    }

    [Fact]
    public async Task A_server_logs_the_whole_time_of_a_stream()
    {
        await using (var log = RequestLogFile.Open(File, TimeProvider.System))
        await using (var server = await TestServer.Start(
            options => options with { RequestLog = log }, "responses: {hi: one two three}\nlatency: {time_to_first_token: 30ms, inter_token: 10ms}"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
            {
                Headers = { { "X-Request-Id", "mine" } },
                Content = new StringContent("""{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"hi"}]}""", null, "application/json"),
            };
            using var answer = await server.Http.SendAsync(request);
            await answer.Content.ReadAsStringAsync();
        }

        var line = Assert.Single(await Lines(), line => line.GetProperty("request_id").GetString() == "mine");
        Assert.Equal(200, line.GetProperty("status").GetInt32());
        Assert.True(line.GetProperty("duration_us").GetInt64() >= 49_000);
    }

    private async Task Log(Func<RequestLogFile, Task> serve)
    {
        await using var log = RequestLogFile.Open(File, _time);
        await serve(log);
    }

    private Task Serve(RequestLogFile log, string? id, double milliseconds) => log.Around(Request(id), http =>
    {
        http.Response.StatusCode = 429;
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return Task.CompletedTask;
    });

    private static DefaultHttpContext Request(string? id)
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.Path) = ("POST", "/v1/chat/completions");
        if (id is not null)
        {
            http.Request.Headers["X-Request-Id"] = id;
        }

        return http;
    }

    private async Task<List<JsonElement>> Lines() =>
        [.. (await System.IO.File.ReadAllLinesAsync(File)).Select(line => JsonDocument.Parse(line).RootElement)];
}
