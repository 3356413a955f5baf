using Akka.Streams;
using Akka.Streams.Dsl;
using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Tests.Pacing;

public sealed class PacedFramesTests : QuietTestKit
{
    private static readonly TimeSpan OneTick = TimeSpan.FromTicks(1);
    private readonly ActorMaterializer _materializer;

    public PacedFramesTests() => _materializer = Sys.Materializer();

    [Fact]
    public async Task Frames_leave_in_order_each_when_it_is_due_and_not_a_tick_earlier()
    {
        var time = new ObservedTime();
        var probe = Run(time, Frames(10, 25, 25, 60));

        var left = new List<double>();
        foreach (var wait in new[] { 10, 15, 0, 35 })
        {
            await probe.Demand();
            if (wait > 0)
            {
                Assert.Equal(wait, (await time.NextWait()).TotalMilliseconds);
                time.Advance(Ms(wait) - OneTick);
                Assert.False(probe.HasFrame);
                time.Advance(OneTick);
            }

            left.Add((await probe.Next()).Due.TotalMilliseconds);
        }

        Assert.Equal([10, 25, 25, 60], left);
        await probe.Demand();
        await probe.Ended;
    }

    [Fact]
    public async Task Deadlines_count_from_the_arrival_and_not_from_the_start_of_the_stream()
    {
        var time = new ObservedTime();
        var arrival = time.GetTimestamp();
        time.Advance(Ms(30));
        var probe = Run(time, Frames(40), arrival);

        await probe.Demand();
        Assert.Equal(Ms(10), await time.NextWait());
    }

    [Fact]
    public async Task Frames_that_are_overdue_leave_at_once_and_the_next_deadline_stays()
    {
        var time = new ObservedTime();
        var probe = Run(time, Frames(10, 20, 30, 50));
        time.Advance(Ms(35));

        Assert.Equal(Ms(10), (await probe.DemandNext()).Due);
        Assert.Equal(Ms(20), (await probe.DemandNext()).Due);
        Assert.Equal(Ms(30), (await probe.DemandNext()).Due);
        Assert.Equal(0, time.TimersCreated);
        await probe.Demand();
        Assert.Equal(Ms(15), await time.NextWait());
    }

    [Fact]
    public async Task Frames_that_are_due_at_once_need_no_timer()
    {
        var time = new ObservedTime();
        var probe = Run(time, Frames(0, 0));

        await probe.DemandNext();
        await probe.DemandNext();
        await probe.Demand();
        await probe.Ended;
        Assert.Equal(0, time.TimersCreated);
    }

    [Fact]
    public async Task A_stream_arms_one_timer_over_and_over()
    {
        var time = new ObservedTime();
        var probe = Run(time, Frames([.. Enumerable.Range(1, 20)]));
        for (var i = 0; i < 20; i++)
        {
            await probe.Demand();
            time.Advance(await time.NextWait());
            await probe.Next();
        }

        Assert.Equal(1, time.TimersCreated);
    }

    [Fact]
    public async Task A_timer_that_fires_early_is_armed_again_and_nothing_leaves_before_it_is_due()
    {
        var time = new ObservedTime(firesAfterShareOfWait: 0.5);
        var probe = Run(time, Frames(16));
        await probe.Demand();

        foreach (var wait in new[] { 16, 8, 4, 2, 1 })
        {
            Assert.Equal(Ms(wait), await time.NextWait());
            Assert.False(probe.HasFrame);
            time.Advance(Ms(wait) * 0.5);
        }

        Assert.Equal(Ms(1), await time.NextWait());
        Assert.False(probe.HasFrame);
        time.Advance(Ms(0.5));
        Assert.Equal(Ms(16), (await probe.Next()).Due);
    }

    [Fact]
    public async Task Waits_are_rounded_up_to_milliseconds_without_moving_the_next_deadline()
    {
        var time = new ObservedTime();
        var probe = Run(time, [At(Ms(0.25)), At(Ms(2.5))]);

        await probe.Demand();
        Assert.Equal(Ms(1), await time.NextWait());
        time.Advance(Ms(1));
        await probe.Next();
        await probe.Demand();
        Assert.Equal(Ms(2), await time.NextWait());
        time.Advance(Ms(2));
        Assert.Equal(Ms(2.5), (await probe.Next()).Due);
    }

    [Fact]
    public async Task Waits_longer_than_timers_take_are_waited_in_parts()
    {
        var time = new ObservedTime();
        var probe = Run(time, [At(LagSchedule.MaxWait)]);

        await probe.Demand();
        Assert.Equal(TimeSpan.FromDays(1), await time.NextWait());
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromDays(1), await time.NextWait());
    }

    [Fact]
    public async Task The_next_frame_is_not_made_before_it_is_asked_for()
    {
        var made = 0;
        var probe = Run(new ObservedTime(), Frames(0, 0, 0).Select(frame => { made++; return frame; }));

        await probe.DemandNext();
        Assert.Equal(1, made);
        await probe.DemandNext();
        Assert.Equal(2, made);
    }

    [Fact]
    public async Task A_client_that_leaves_disposes_of_the_timer_and_the_frames()
    {
        var time = new ObservedTime();
        var frames = new ObservedFrames(Frames(10, 20));
        var probe = Run(time, frames);
        await probe.Demand();
        await time.NextWait();

        await probe.Cancel();
        await time.TimerDisposed;
        await frames.Disposed;
        time.Advance(Ms(100));
        Assert.False(probe.HasFrame);
    }

    [Fact]
    public async Task A_client_that_leaves_before_it_asks_for_anything_disposes_of_the_frames()
    {
        var frames = new ObservedFrames(Frames(10));
        var probe = Run(new ObservedTime(), frames);

        await probe.Cancel();
        await frames.Disposed;
    }

    [Fact]
    public async Task A_stream_that_ends_disposes_of_the_timer_and_the_frames()
    {
        var time = new ObservedTime();
        var frames = new ObservedFrames(Frames(10));
        var probe = Run(time, frames);
        await probe.Demand();
        time.Advance(await time.NextWait());
        await probe.Next();

        await probe.Demand();
        await probe.Ended;
        await time.TimerDisposed;
        await frames.Disposed;
    }

    [Fact]
    public async Task A_frame_that_cannot_be_made_fails_the_stream_after_those_before_it()
    {
        var probe = Run(new ObservedTime(), Frames(0, 1).Select(frame => frame.Due > TimeSpan.Zero ? throw new FormatException("broken") : frame));

        await probe.DemandNext();
        await probe.Demand();
        Assert.Equal("broken", (await Assert.ThrowsAsync<FormatException>(() => probe.Ended)).Message);
    }

    [Fact]
    public async Task Frames_that_cannot_be_begun_fail_the_stream()
    {
        var probe = Run(new ObservedTime(), new ObservedFrames(null));
        await Assert.ThrowsAsync<InvalidOperationException>(() => probe.Ended);
    }

    [Fact]
    public async Task Each_run_of_the_same_source_begins_anew()
    {
        var time = new ObservedTime();
        var source = Source.FromGraph(new PacedFrames(Frames(0, 0), time, time.GetTimestamp()));

        Assert.Equal(2, (await source.RunWith(Sink.Seq<Frame>(), _materializer)).Count);
        Assert.Equal(2, (await source.RunWith(Sink.Seq<Frame>(), _materializer)).Count);
    }

    private FrameProbe Run(ObservedTime time, IEnumerable<Frame> frames, long? arrival = null)
    {
        var probe = new FrameProbe();
        Source.FromGraph(new PacedFrames(frames, time, arrival ?? time.GetTimestamp())).RunWith(probe, _materializer);
        return probe;
    }

    private static IEnumerable<Frame> Frames(params int[] dueMs) => dueMs.Select(due => At(Ms(due)));

    private static Frame At(TimeSpan due) => new(ReadOnlyMemory<byte>.Empty, due);

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
