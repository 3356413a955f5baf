using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Metrics;
using MockLlm.Web.Tests.Writing;

using static MockLlm.Web.Tests.Pipeline.SlotServer;

namespace MockLlm.Web.Tests.Pipeline;

/// <summary>More requests than slots.</summary>
public sealed class QueueTests
{
    private const string OpenAi = "provider=\"openai\"";

    private readonly ObservedTime _time = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_second_begins_when_the_first_has_ended(bool stream)
    {
        await using var server = await SlotServer.Start(_time, Slots(1));
        using var first = await Post(server, Chat("m", stream));
        Assert.Equal(FirstToken, await _time.NextWait());
        using var second = await Post(server, Chat("m", stream));
        await server.Reaches("mockllm_queued", 1, OpenAi);

        _time.Advance(FirstToken);
        Assert.Contains("hello", await Whole(first), StringComparison.Ordinal);
        Assert.Equal(FirstToken, await _time.NextWait());
        Assert.Equal((0, 1), (await server.Metric("mockllm_queued", OpenAi), await server.Metric("mockllm_slots", OpenAi)));
        _time.Advance(FirstToken - TimeSpan.FromMilliseconds(1));
        await server.Http.GetStringAsync("/health");
        Assert.False(second.HasBytes);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Contains("hello", await Whole(second), StringComparison.Ordinal);
        await server.Reaches("mockllm_slots", 0, OpenAi);
    }

    [Fact]
    public async Task Who_shares_the_model_with_others_is_slower_by_the_load_factor()
    {
        await using var server = await SlotServer.Start(_time, Slots(2) with { LoadFactor = 3 });

        using var first = await Post(server, Chat("m"));
        Assert.Equal(FirstToken, await _time.NextWait());
        using var second = await Post(server, Chat("m"));

        Assert.Equal(3 * FirstToken, await _time.NextWait());
    }

    [Fact]
    public async Task Models_with_slots_of_their_own_are_apart_and_found_by_alias()
    {
        await using var server = await SlotServer.Start(_time, Slots(null), ("openai", "large", Slots(1)), ("openai", "small", Slots(1)));
        using var large = await Post(server, Chat("large"));
        await _time.NextWait();
        using var small = await Post(server, Chat("small"));
        using var other = await Post(server, Chat("other"));
        await _time.NextWait();
        await _time.NextWait();

        using var waits = await Post(server, Chat("l"));
        await server.Reaches("mockllm_queued", 1, OpenAi);

        Assert.Equal(3, await server.Metric("mockllm_slots", OpenAi));
    }

    [Theory]
    [InlineData("/own/throws", 500)]
    [InlineData("/own/never", 504)]
    public async Task A_handler_that_fails_frees_its_slot(string path, int status)
    {
        await using var server = await SlotServer.Start(_time, Slots(1, queue: 0) with { TimeToFirstToken = null });
        using var failing = await RawConnection.Post(server.Url, path, "{}");
        var reading = failing.Read();
        // A slow machine arms the limit on the decision before the limit on the handler.
        while (status == 504 && _time.NextWait() is var wait && await Task.WhenAny(reading, wait) == wait)
        {
            _time.Advance(await wait);
        }

        Assert.Equal(status, (await reading).Status);
        await server.Reaches("mockllm_slots", 0, "provider=\"own-words\"");
        using var next = await RawConnection.Post(server.Url, "/own", "{}");
        Assert.Equal(200, (await next.Read()).Status);
    }

    [Fact]
    public async Task Time_in_the_queue_is_not_the_handlers()
    {
        await using var server = await SlotServer.Start(_time, Slots(1));
        using var first = await RawConnection.Post(server.Url, "/own", "{}");
        await server.Reaches("mockllm_slots", 1, "provider=\"own-words\"");
        await _time.NextWait();
        using var second = await RawConnection.Post(server.Url, "/own", "{}");
        await server.Reaches("mockllm_queued", 1, "provider=\"own-words\"");

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await first.Read()).Status);
        await server.Reaches("mockllm_queued", 0, "provider=\"own-words\"");
        while (!second.HasBytes)
        {
            await server.Http.GetStringAsync("/health");
            _time.Advance(FirstToken);
        }

        Assert.Equal(200, (await second.Read()).Status);
    }

    [Theory]
    [InlineData("GET", "/own")]
    [InlineData("POST", "/own/count")]
    [InlineData("GET", "/v1/models")]
    public async Task Routes_that_no_model_answers_take_no_slot_and_no_time(string method, string path)
    {
        await using var server = await SlotServer.Start(_time, Slots(1, queue: 0));
        using var own = await RawConnection.Post(server.Url, "/own", "{}");
        using var vendor = await Post(server, Chat("m"));
        await _time.NextWait();
        await _time.NextWait();

        using var request = new HttpRequestMessage(new(method), path);
        using var answer = await server.Http.SendAsync(request).OrFail();

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Anthropics_token_counting_takes_no_slot_and_no_time()
    {
        await using var server = await SlotServer.Start(_time, Slots(1, queue: 0));
        using var message = await RawConnection.Post(server.Url, "/v1/messages", Chats.Hi("/v1/messages", stream: false));
        await _time.NextWait();

        using var count = await RawConnection.Post(
            server.Url, "/v1/messages/count_tokens", """{"model":"m","messages":[{"role":"user","content":"hi"}]}""");

        Assert.Equal(200, (await count.Read()).Status);
    }

    [Fact]
    public async Task A_reload_that_adds_slots_lets_those_in_who_wait()
    {
        await using var server = await SlotServer.Start(_time, Slots(1));
        using var first = await Post(server, Chat("m"));
        await _time.NextWait();
        using var second = await Post(server, Chat("m"));
        await server.Reaches("mockllm_queued", 1, OpenAi);

        var snapshot = server.Snapshots.Current;
        server.Snapshots.Accept(snapshot with { Latency = new(Slots(2), [], []) });

        await server.Reaches("mockllm_queued", 0, OpenAi);
        Assert.Equal(FirstToken, await _time.NextWait());
        _time.Advance(FirstToken);
        Assert.Equal((200, 200), ((await first.Read()).Status, (await second.Read()).Status));
    }

    [Fact]
    public async Task The_model_may_be_named_in_a_form()
    {
        await using var server = await SlotServer.Start(_time, new(), ("forms", "form", Slots(1)));
        using var form = new FormUrlEncodedContent([new("model", "form")]);

        var answer = server.Http.PostAsync("/form", form);
        Assert.Equal(FirstToken, await _time.NextWait());
        _time.Advance(FirstToken);

        Assert.Equal("""{"model":"form"}""", await (await answer.OrFail()).Content.ReadAsStringAsync());
    }

    private static Task<RawConnection> Post(TestServer server, string body) => RawConnection.Post(server.Url, "/v1/chat/completions", body);

    private static async Task<string> Whole(RawConnection connection) => (await connection.Read()).Body;
}
