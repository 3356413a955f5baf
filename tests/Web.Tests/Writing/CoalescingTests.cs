using System.IO.Pipelines;
using Akka;
using Akka.Streams.Dsl;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Replies;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Tests.Writing;

/// <summary>What leaves in one write, both where frames are taken one by one and where they come through a stream.</summary>
public sealed class CoalescingTests
{
    private readonly ObservedTime _time = new();
    private readonly FlushedWrites _client = new();
    private readonly HandlerContext _mock;

    public CoalescingTests() => _mock = (HandlerContext)Mock.For(time: _time);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_due_together_leaves_in_one_write_and_what_is_not_waits(bool filtered)
    {
        await using var server = await TestServer.Start("", _time);

        var end = Run(server, Paced(Frames(0, 0, 0, 1, 1, 2), filtered));

        Assert.Equal("abc", await _client.Next());
        Assert.False(_client.HasNext);
        await Advance(1);
        Assert.Equal("de", await _client.Next());
        await Advance(1);
        Assert.Equal("f", await _client.Next());
        Assert.Equal(ReplyOutcome.Served, (await end.OrFail()).Outcome);
        Assert.False(_client.HasNext);
    }

    // The frame before says that another follows, which the filter then drops.
    [Fact]
    public async Task A_filter_that_drops_frames_holds_nothing_back()
    {
        await using var server = await TestServer.Start("", _time);

        var end = Run(server, _mock.Pace(Frames(0, 0, 3600), ahead: true).Where(frame => frame.Bytes.Span[0] != 'b'));

        Assert.Equal("a", await _client.Next());
        await Advance(3600);
        Assert.Equal("c", await _client.Next());
        Assert.Equal(ReplyOutcome.Served, (await end.OrFail()).Outcome);
    }

    [Fact]
    public async Task A_filter_that_drops_the_last_frame_holds_nothing_back()
    {
        await using var server = await TestServer.Start("", _time);

        var end = Run(server, _mock.Pace(Frames(0, 0), ahead: true).Where(frame => frame.Bytes.Span[0] != 'b'));

        Assert.Equal("a", await _client.Next());
        Assert.Equal(ReplyOutcome.Served, (await end.OrFail()).Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_made_before_a_source_broke_is_sent(bool filtered)
    {
        await using var server = await TestServer.Start("", _time);

        var end = await Run(server, Paced(Frames(0, 0).Concat(Broken()), filtered)).OrFail();

        Assert.Equal("ab", await _client.Next());
        Assert.Equal(ReplyOutcome.Failed, end.Outcome);
        Assert.Equal("broken", end.Failure?.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_source_that_breaks_before_its_first_frame_writes_nothing(bool filtered)
    {
        await using var server = await TestServer.Start("", _time);

        var end = await Run(server, Paced(Broken(), filtered)).OrFail();

        Assert.Equal(ReplyOutcome.Failed, end.Outcome);
        Assert.False(_client.HasNext);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_write_is_bounded_however_much_is_due(bool filtered)
    {
        await using var server = await TestServer.Start("", _time);
        var frames = Enumerable.Range(0, 100).Select(_ => Frame.Of(new string('x', 1024)));

        var end = await Run(server, Paced(frames, filtered)).OrFail();

        var writes = new List<string>();
        while (_client.HasNext)
        {
            writes.Add(await _client.Next());
        }

        writes.Add(_client.Left);
        Assert.Equal(ReplyOutcome.Served, end.Outcome);
        Assert.All(writes, write => Assert.InRange(write.Length, 0, FrameWriter.LongestWrite + 1024));
        Assert.Equal(100 * 1024, writes.Sum(write => write.Length));
    }

    // Whatever stands behind the pacing makes it another stream, which is not taken one by one.
    private Source<Frame, NotUsed> Paced(IEnumerable<Frame> frames, bool filtered)
    {
        var paced = _mock.Pace(frames, ahead: true);
        return filtered ? paced.Where(_ => true) : paced;
    }

    private Task<StreamResult> Run(TestServer server, Source<Frame, NotUsed> frames)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpResponseBodyFeature>(new Body(_client));
        var sender = new StreamSender(new(server.Meters), server.Materializer, _time, server.Meters.Lateness, server.Saturation, server.Drain.Over);
        return sender.Send(Reply.Stream(Sse.ContentType, frames), new(http, server.Runtime("openai"), _mock, _time.GetTimestamp()) { Arrival = _time.GetTimestamp() });
    }

    // Once the source waits for it.
    private async Task Advance(double seconds)
    {
        Assert.Equal(seconds, (await _time.NextWait()).TotalSeconds);
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }

    private static IEnumerable<Frame> Frames(params double[] dueSeconds) =>
        dueSeconds.Select((due, index) => Frame.Of(((char)('a' + index)).ToString()) with { Due = TimeSpan.FromSeconds(due) });

    private static IEnumerable<Frame> Broken() => new[] { 0 }.Select<int, Frame>(_ => throw new InvalidOperationException("broken"));

    private sealed class Body(FlushedWrites client) : IHttpResponseBodyFeature
    {
        public Stream Stream => throw new NotSupportedException();

        public PipeWriter Writer => client;

        public Task CompleteAsync() => Task.CompletedTask;

        public void DisableBuffering()
        {
        }

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
