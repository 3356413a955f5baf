using MockLlm.Engine.Latency;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Metrics;
using MockLlm.Web.Tests.Writing;

using static MockLlm.Web.Tests.Pipeline.SlotServer;

namespace MockLlm.Web.Tests.Pipeline;

/// <summary>Requests that find no room in the queue, and requests that leave it.</summary>
public sealed class FullQueueTests
{
    private readonly ObservedTime _time = new();

    [Theory]
    [InlineData("/v1/chat/completions", 503, """{"error":{"message":"The engine is currently overloaded, please try again later","type":"server_error","param":null,"code":null}}""")]
    [InlineData("/v1/messages", 529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"ID"}""")]
    [InlineData("/own", 503, """{"error":{"type":"busy","message":"Come back tomorrow."}}""")]
    public async Task A_full_queue_is_the_providers_own_overload_error_at_once(string path, int status, string body)
    {
        await using var server = await SlotServer.Start(_time, Slots(1, queue: 1));
        using var runs = await Post(server, path);
        await server.Reaches("mockllm_slots", 1);
        using var waits = await Post(server, path);
        await server.Reaches("mockllm_queued", 1);

        using var refused = await Post(server, path);
        var answer = await refused.Read();

        Assert.Equal(status, answer.Status);
        Assert.Equal(body.Replace("ID", answer.Headers.GetValueOrDefault("request-id"), StringComparison.Ordinal), answer.Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_leaves_the_queue_frees_its_place(bool reset)
    {
        await using var server = await SlotServer.Start(_time, Slots(1, queue: 1));
        using var runs = await Post(server, "/v1/chat/completions");
        Assert.Equal(FirstToken, await _time.NextWait());
        using var leaves = await Post(server, "/v1/chat/completions");
        await server.Reaches("mockllm_queued", 1);

        leaves.Leave(reset);
        await server.Reaches("mockllm_queued", 0);
        using var next = await Post(server, "/v1/chat/completions");
        await server.Reaches("mockllm_queued", 1);
        _time.Advance(FirstToken);
        Assert.Equal(200, (await runs.Read()).Status);
        _time.Advance(await _time.NextWait());

        Assert.Equal(200, (await next.Read()).Status);
        await server.Reaches("mockllm_slots", 0);
    }

    [Fact]
    public async Task Those_in_the_queue_are_served_during_the_drain_and_cut_at_its_end()
    {
        await using var server = await SlotServer.Start(_time, Slots(1) with { TimeToFirstToken = new Distribution.Constant(TimeSpan.FromSeconds(6).Ticks) });
        using var first = await Post(server, "/v1/chat/completions");
        await _time.NextWait();
        using var second = await Post(server, "/v1/chat/completions");
        await server.Reaches("mockllm_queued", 1);
        using var third = await Post(server, "/v1/chat/completions");
        await server.Reaches("mockllm_queued", 2);

        var stopping = Task.Run(server.StopAsync);
        Assert.Equal(TimeSpan.FromSeconds(10), await _time.NextWait());
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(200, (await first.Read()).Status);
        Assert.Equal(TimeSpan.FromSeconds(6), await _time.NextWait());
        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(("", ""), (await second.Head(), await third.Head()));
        await stopping.OrFail();
        Assert.Equal(1, server.Counts("openai").Served);
    }

    private static Task<RawConnection> Post(TestServer server, string path) => RawConnection.Post(server.Url, path, Chats.Hi(path, stream: false));
}
