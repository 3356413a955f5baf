using Microsoft.AspNetCore.Http;

namespace MockLlm.Testing.Tests;

public sealed class RequestsTests
{
    [Fact]
    public async Task A_request_is_kept_with_all_that_was_sent_and_what_was_answered()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>());
        server.Client.DefaultRequestHeaders.Add("X-Test", ["one", "two"]);

        await server.PostAsync(Calls.Simple + "?trace=1", """{"prompt": "Füße"}""");

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", Calls.Simple, "?trace=1"), (request.Method, request.Path, request.Query));
        Assert.Equal(("simple", 200), (request.Provider, request.Status));
        Assert.Equal("""{"prompt": "Füße"}""", request.Body);
        Assert.Equal("Füße", request.Json().GetProperty("prompt").GetString());
        Assert.Equal("one,two", request.Headers["x-test"].Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_requests_and_unknown_paths_are_kept_too()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>());

        await server.PostAsync(Calls.Simple, "nonsense");
        await server.PostAsync("/nowhere", "{}");

        Assert.Equal(
            [("simple", 400, "nonsense"), (null, 404, "")],
            server.Requests.Select(request => (request.Provider, request.Status ?? 0, request.Body)));
    }

    [Fact]
    public async Task Waiting_for_the_second_request_gives_the_second()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>());
        var second = server.WaitForRequestAsync(2);

        await server.AskSimple("one");
        Assert.False(second.IsCompleted);
        await server.AskSimple("two");

        Assert.Equal("two", (await second).Json().GetProperty("prompt").GetString());
        Assert.Equal("one", (await server.WaitForRequestAsync(1)).Json().GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_cancelled()
    {
        await using var server = await MockLlmServer.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var first = server.WaitForRequestAsync(1, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Waiting_ends_after_a_time_and_says_what_was_received()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>());

        var none = await Assert.ThrowsAsync<TimeoutException>(() => server.WaitForRequestAsync(1, TimeSpan.Zero));
        Assert.Equal("Request 1 did not arrive within 0 s. No request was received.", none.Message);

        await server.AskOpenAi("hi");
        await server.PostAsync("/nowhere", "{}");
        await Task.WhenAll(server.Requests.Select(request => request.Completed));
        var two = await Assert.ThrowsAsync<TimeoutException>(() => server.WaitForRequestAsync(3, TimeSpan.FromMilliseconds(50)));
        Assert.Equal(
            "Request 3 did not arrive within 0.05 s. 2 requests were received:\n  POST /v1/chat/completions (openai, gpt-4o) → 200\n  POST /nowhere → 404", two.Message);

        for (var more = 0; more < 10; more++)
        {
            await server.AskSimple("hi");
        }

        var last = await Assert.ThrowsAsync<TimeoutException>(() => server.WaitForRequestAsync(13, TimeSpan.Zero));
        Assert.StartsWith("Request 13 did not arrive within 0 s. 12 requests were received, the last 10 of them were:\n", last.Message, StringComparison.Ordinal);
        Assert.Equal(11, last.Message.Split('\n').Length);
    }

    [Fact]
    public async Task Waiting_for_a_request_ends_by_itself()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), RequestLog.UsualWait);
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>());
        var waiting = server.WaitForRequestAsync(1, Timeout.InfiniteTimeSpan);

        await server.AskSimple("one");

        Assert.Equal("one", (await waiting).Json().GetProperty("prompt").GetString());
    }

    [Theory]
    [InlineData("{\"model\": \"gpt-4o\"}", "POST /v1/simple/chat (simple, gpt-4o) → ")]
    [InlineData("{\"model\": 7}", "POST /v1/simple/chat (simple) → ")]
    [InlineData("nonsense", "POST /v1/simple/chat (simple) → 400")]
    [InlineData("", "POST /v1/simple/chat (simple) → 400")]
    public async Task A_request_is_shown_in_one_line(string body, string expected)
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>());

        await server.PostAsync(Calls.Simple, body);

        Assert.StartsWith(expected, Assert.Single(server.Requests).ToString(), StringComparison.Ordinal);
        Assert.Equal($"MockLlm at {server.Url}", server.ToString());
    }

    [Fact]
    public async Task A_request_that_is_not_answered_yet_is_shown_as_such()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().Lag(1).ManualClock());
        var call = server.PostAsync(Calls.Simple, """{"prompt": "hi"}""");

        Assert.Equal("POST /v1/simple/chat (simple) → not answered yet", (await server.WaitForRequestAsync()).ToString());
        await server.AdvanceUntilAsync(call);
    }

    [Fact]
    public async Task What_was_received_can_be_forgotten()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>());
        await server.AskSimple("one");

        server.ClearRequests();
        await server.AskSimple("two");

        Assert.Equal("two", Assert.Single(server.Requests).Json().GetProperty("prompt").GetString());
        Assert.Equal("two", (await server.WaitForRequestAsync()).Json().GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task A_request_whose_client_leaves_completes()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().Lag(1).ManualClock());
        using var leave = new CancellationTokenSource();
        var call = server.PostAsync(Calls.Simple, """{"prompt": "hi"}""", leave.Token);
        var request = await server.WaitForRequestAsync();
        Assert.False(request.Completed.IsCompleted);

        await leave.CancelAsync();

        await request.Completed.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Null(request.Status);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task The_oldest_are_forgotten_and_still_counted()
    {
        var log = new RequestLog();
        for (var number = 1; number <= RequestLog.Kept + 2; number++)
        {
            log.Add(new(new DefaultHttpContext { Request = { Path = $"/{number}" } }, number));
        }

        Assert.Equal("/3", log.Snapshot()[0].Path);
        Assert.Equal(RequestLog.Kept, log.Snapshot().Count);
        Assert.Equal(RequestLog.Kept + 2, log.Count);
        Assert.Equal("/5", (await log.Wait(5, RequestLog.UsualWait, CancellationToken.None)).Path);
        Assert.Equal("/3", (await log.Wait(1, RequestLog.UsualWait, CancellationToken.None)).Path);
    }

    [Fact]
    public void Large_requests_are_forgotten_when_together_they_are_too_large()
    {
        const int Body = 16 * 1024 * 1024;
        var log = new RequestLog();
        for (var number = 1; number <= 20; number++)
        {
            var request = new ReceivedRequest(new DefaultHttpContext { Request = { Path = $"/{number}" } }, number);
            request.Read("openai", new byte[Body]);
            log.Add(request);
        }

        Assert.Equal(20, log.Count);
        Assert.Equal(RequestLog.KeptBytes / (2 * Body) - 1, log.Snapshot().Count);
        Assert.Equal("/20", log.Snapshot()[^1].Path);
    }

    [Fact]
    public async Task Concurrent_requests_are_all_kept_each_once()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>());

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => server.AskSimple($"{number}")));

        var prompts = server.Requests.Select(request => request.Json().GetProperty("prompt").GetString()).ToHashSet();
        Assert.Equal(200, prompts.Count);
        Assert.Equal(200, server.Requests.Count);
    }
}
