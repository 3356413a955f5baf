using System.IO.Pipelines;
using Akka.Streams.Dsl;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Tests.Writing;

public sealed class StreamLatenessTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task What_became_due_while_the_client_held_the_stream_up_is_not_the_servers_lateness()
    {
        await using var server = await TestServer.Start("", _time);
        var client = new HeldWriter();

        var ended = Send(server, client, 0.5, 2, 3, 3.5);
        for (var taken = 0; taken < 4; taken++)
        {
            await client.Held().AsTask().OrFail();
            _time.Advance(TimeSpan.FromSeconds(taken == 0 ? 2.5 : 0)); // 3.5 s: the other frames have become due meanwhile
            client.Take();
        }

        Assert.Equal(ReplyOutcome.Served, (await ended.OrFail()).Outcome);
        Assert.Equal(1, server.Meters.Lateness.All().Total);
        Assert.Equal(0.5, server.Meters.Lateness.Sum.TotalSeconds);
    }

    [Fact]
    public async Task What_the_server_sends_late_to_a_client_that_reads_is_its_own()
    {
        await using var server = await TestServer.Start("", _time);

        await Send(server, new Pipe().Writer, 0, 0.5, 0.9).OrFail();

        Assert.Equal(2, server.Meters.Lateness.All().Total);
        Assert.Equal(0.6, server.Meters.Lateness.Sum.TotalSeconds);
    }

    // The source has no more to say while the client has yet to take the last of it.
    [Fact]
    public async Task A_stream_whose_last_frame_the_client_is_slow_to_take_is_served_whole()
    {
        await using var server = await TestServer.Start("", _time);
        var client = new HeldWriter();

        var ended = Send(server, client, 0);
        await client.Held().AsTask().OrFail();
        client.Take();

        Assert.Equal(ReplyOutcome.Served, (await ended.OrFail()).Outcome);
    }

    /// <summary>Sends frames to a request that arrived a second ago.</summary>
    private Task<StreamResult> Send(TestServer server, PipeWriter client, params double[] dueSeconds)
    {
        var arrival = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        var sink = new ResponseSink(client, [], new(_time, server.Meters.Lateness, server.Saturation, arrival));
        return Source.From(dueSeconds.Select(due => new Frame("data: 1\n\n"u8.ToArray(), TimeSpan.FromSeconds(due))))
            .RunWith(Sink.FromGraph(sink), server.Materializer);
    }
}
