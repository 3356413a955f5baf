using Akka.Streams;
using Akka.Streams.Dsl;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Tests.Pacing;

public sealed class FrameCursorTests : QuietTestKit
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public void Takes_what_is_due_and_no_more()
    {
        using var cursor = Cursor(0, 0, 1, 1, 2);

        Assert.Equal([0, 0], Taken(cursor));
        _time.Advance(Second - TimeSpan.FromTicks(1));
        Assert.Empty(Taken(cursor));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([1, 1], Taken(cursor));
        Assert.False(cursor.IsOver);
        _time.Advance(Second);
        Assert.Equal([2], Taken(cursor));
        Assert.True(cursor.IsOver);
        Assert.False(cursor.TryTake(out _));
    }

    [Fact]
    public void No_frames_are_over_at_once()
    {
        using var cursor = Cursor();

        Assert.Empty(Taken(cursor));
        Assert.True(cursor.IsOver);
    }

    [Fact]
    public async Task What_is_left_begins_with_the_frame_that_was_not_due()
    {
        using var cursor = Cursor(0, 1, 1, 2);
        Taken(cursor);
        _time.Advance(2 * Second);

        var rest = await cursor.Rest().RunWith(Sink.Seq<Frame>(), Sys.Materializer()).OrFail();

        Assert.Equal([1, 1, 2], rest.Select(frame => frame.Due.TotalSeconds));
        Assert.Equal([true, true, false], rest.Select(frame => frame.IsFollowed));
        await _disposed.Task.OrFail();
    }

    [Fact]
    public void Frames_given_up_here_are_closed()
    {
        var cursor = Cursor(0, 1);
        Taken(cursor);

        cursor.Dispose();

        Assert.True(_disposed.Task.IsCompleted);
    }

    [Fact]
    public async Task Frames_that_a_stream_gives_up_before_its_first_are_closed()
    {
        using var cursor = Cursor(0, 1);
        Taken(cursor);

        _ = cursor.Rest().RunWith(Sink.Cancelled<Frame>(), Sys.Materializer());

        await _disposed.Task.OrFail();
    }

    [Fact]
    public void What_making_a_frame_throws_comes_after_the_frames_before_it()
    {
        using var cursor = new FrameCursor(Frames([0]).Append(default).Select((frame, index) => index == 0 ? frame : throw new InvalidOperationException("broken")), _time, _time.GetTimestamp());

        Assert.True(cursor.TryTake(out _));
        Assert.Equal("broken", Assert.Throws<InvalidOperationException>(() => cursor.TryTake(out _)).Message);
    }

    private FrameCursor Cursor(params double[] dueSeconds) => new(Frames(dueSeconds), _time, _time.GetTimestamp());

    private IEnumerable<Frame> Frames(double[] dueSeconds)
    {
        try
        {
            foreach (var due in dueSeconds)
            {
                yield return Frame.Of("x") with { Due = due * Second };
            }
        }
        finally
        {
            _disposed.TrySetResult();
        }
    }

    private static List<double> Taken(FrameCursor cursor)
    {
        var taken = new List<double>();
        while (cursor.TryTake(out var frame))
        {
            taken.Add(frame.Due.TotalSeconds);
        }

        return taken;
    }
}
