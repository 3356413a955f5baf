using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Metrics;

namespace MockLlm.Web.Tests.Writing;

// The clock is moved up to the first event and then stands still: what ends a stream afterwards is the client.
public sealed class ClientLeavesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_leaves_ends_its_stream_frees_its_slot_and_is_counted(bool reset)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time, typeof(TimedProvider));
        using var client = await RawConnection.Post(server.Url, "/timed", """{"due":[10,3600000]}""");
        time.Advance(await time.NextWait());
        await client.Head();
        Assert.Equal(TimedProvider.Event(0), await client.Chunk());
        await time.NextWait();
        Assert.Equal(1, await server.Metric("mockllm_slots", "\"timed\""));
        Assert.Equal(1, await server.Metric("mockllm_streams_open"));
        Assert.Equal(0, await server.Metric("mockllm_streams_cancelled_total"));
        Assert.False(server.Provider<TimedProvider>().Disposed.IsCompleted);

        client.Leave(reset);

        await server.Reaches("mockllm_streams_cancelled_total", 1);
        await server.Reaches("mockllm_slots", 0, "\"timed\"");
        Assert.Equal(0, await server.Metric("mockllm_streams_open"));
        Assert.Equal(1, server.Counts("timed").Abandoned);
        Assert.Equal(0, server.Counts("timed").Served);
        await server.Provider<TimedProvider>().Disposed.OrFail();
        await time.TimerDisposed;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_leaves_while_its_plain_answer_waits_frees_its_slot(bool reset)
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("responses: {hi: hello}\nsettings: {lag_enabled: true, lag_factor: 0.01}", time);
        using var client = await RawConnection.Post(server.Url, "/v1/chat/completions", Chats.Hi("/v1/chat/completions", stream: false));
        await time.NextWait();
        Assert.Equal(1, await server.Metric("mockllm_slots", "\"openai\""));

        client.Leave(reset);

        await server.Reaches("mockllm_slots", 0, "\"openai\"");
        Assert.Equal(1, server.Counts("openai").Abandoned);
        Assert.Equal(0, server.Counts("openai").Served);
        await time.TimerDisposed;
    }

    [Fact]
    public async Task A_client_that_leaves_before_the_first_event_ends_its_stream()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time, typeof(TimedProvider));
        using var client = await RawConnection.Post(server.Url, "/timed", """{"due":[3600000]}""");
        await time.NextWait();

        client.Leave(reset: false);

        await server.Reaches("mockllm_streams_cancelled_total", 1);
        await server.Reaches("mockllm_slots", 0, "\"timed\"");
        Assert.Equal(1, server.Counts("timed").Abandoned);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ahead":true}""")]
    public async Task A_client_that_leaves_a_stream_it_did_not_read_ends_it(string wish)
    {
        await using var server = await TestServer.Start("", null, typeof(EndlessProvider));
        using var client = await RawConnection.Post(server.Url, "/endless", wish);
        await client.Head();

        client.Leave(reset: true);

        await server.Reaches("mockllm_streams_cancelled_total", 1);
        await server.Reaches("mockllm_slots", 0, "\"endless\"");
        Assert.Equal(1, server.Counts("endless").Abandoned);
    }

    [Fact]
    public async Task Other_streams_do_not_notice_a_client_that_leaves()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start("", time, typeof(TimedProvider));
        using var leaves = await RawConnection.Post(server.Url, "/timed", """{"due":[1000]}""");
        await time.NextWait();
        using var stays = await RawConnection.Post(server.Url, "/timed", """{"due":[1000]}""");
        var wait = await time.NextWait();

        leaves.Leave(reset: true);
        await server.Reaches("mockllm_streams_cancelled_total", 1);
        time.Advance(wait);

        await stays.Head();
        var body = await stays.Rest();
        Assert.Equal([TimedProvider.Event(0)], body.Texts);
        Assert.True(body.IsWhole);
    }
}
