using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Faults.Kinds.OnReply;

namespace MockLlm.Engine.Tests.Faults;

/// <summary>What faults make of any stream, by their own words; no server is needed to know it.</summary>
public sealed class ReplyFaultTests
{
    private static readonly Frame Error = Frame.Of("error");

    [Property]
    public bool A_cut_stream_is_the_whole_one_up_to_the_position(NonNegativeInt count, NonNegativeInt after)
    {
        var frames = Frames(count.Get);
        var reply = new CloseFault(new(AfterEvents: after.Get)).OnStream(new(frames));
        return after.Get > count.Get
            ? reply is null
            : reply!.Frames.SequenceEqual(frames.Take(after.Get)) && reply.End == Termination.Close && reply.IsCut;
    }

    [Property]
    public bool A_share_of_the_events_is_rounded_down(NonNegativeInt count, byte percent)
    {
        var share = percent % 101 / 100.0;
        var reply = new LateResetFault(new(At: share)).OnStream(new(Frames(count.Get)))!;
        return reply.Frames.Count() == (int)Math.Floor(count.Get * share);
    }

    [Property]
    public bool What_is_due_by_its_time_goes_out_before_a_fault(PositiveInt count, NonNegativeInt milliseconds)
    {
        var frames = Frames(count.Get);
        var after = TimeSpan.FromMilliseconds(milliseconds.Get);
        var reply = new CloseFault(new(After: after)).OnStream(new(frames));
        return reply is null
            ? frames[^1].Due < frames[0].Due + after
            : reply.EndDue == frames[0].Due + after && reply.Frames.SequenceEqual(frames.Where(frame => frame.Due <= reply.EndDue));
    }

    [Property]
    public bool A_truncated_stream_tells_no_finish(NonNegativeInt content, byte percent)
    {
        List<Frame> frames = [.. Frames(content.Get), Frame.Of("finish") with { Role = FrameRole.Finish }, Sse.Done];
        var reply = new TruncateFault(new(At: percent % 101 / 100.0)).OnStream(new(frames))!;
        return reply.Frames.All(frame => frame.Role == FrameRole.Content) && reply.End == Termination.Clean;
    }

    [Property]
    public bool A_stall_delays_what_is_due_in_it_to_its_end_and_nothing_else(NonNegativeInt count, NonNegativeInt before, NonNegativeInt milliseconds)
    {
        var frames = Frames(count.Get);
        if (new StallFault(new(AfterEvents: before.Get), TimeSpan.FromMilliseconds(milliseconds.Get)).OnStream(new(frames)) is not { } reply)
        {
            return before.Get > count.Get;
        }

        var stalled = reply.Frames.ToList();
        return stalled.Count == count.Get
            && stalled.Take(before.Get).SequenceEqual(frames.Take(before.Get))
            && stalled.Skip(before.Get).Zip(frames.Skip(before.Get)).All(pair => pair.First.Due == Later(pair.Second.Due, reply.EndDue) && Text(pair.First) == Text(pair.Second));
    }

    [Property]
    public bool A_reordered_stream_keeps_its_times(NonNegativeInt count, NonNegativeInt before)
    {
        var frames = Frames(count.Get);
        if (new ReorderFault(new(AfterEvents: before.Get)).OnStream(new(frames)) is not { } reply)
        {
            return before.Get > count.Get - 2;
        }

        var texts = frames.ConvertAll(Text);
        (texts[before.Get], texts[before.Get + 1]) = (texts[before.Get + 1], texts[before.Get]);
        return reply.Frames.Select(Text).SequenceEqual(texts) && reply.Frames.Select(frame => frame.Due).SequenceEqual(frames.Select(frame => frame.Due));
    }

    [Property]
    public bool An_error_comes_last_and_after_the_events_before_it(NonNegativeInt count)
    {
        var frames = Frames(count.Get);
        var reply = new ErrorEventFault(new(At: 0.5), ErrorKind.Overloaded, RetryAfter: null).OnStream(new(frames, Error))!;
        return reply.Frames.Select(Text).SequenceEqual([.. frames.Take(count.Get / 2).Select(Text), "error"]);
    }

    [Property]
    public bool A_stream_without_marks_ends_with_its_end_marker(PositiveInt count)
    {
        var frames = Frames(count.Get);
        return new NoTerminatorFault().OnStream(new(frames))!.Frames.SequenceEqual(frames.SkipLast(1));
    }

    [Property]
    public bool A_drip_loses_no_byte_and_pauses_before_each_piece(NonNegativeInt count, PositiveInt bytes, PositiveInt pause)
    {
        var frames = Frames(count.Get % 20);
        var drip = new DripFault(bytes.Get, TimeSpan.FromMilliseconds(pause.Get));
        var pieces = drip.On(new(frames)).Frames.ToList();
        return string.Concat(pieces.Select(Text)) == string.Concat(frames.Select(Text))
            && pieces.TrueForAll(piece => piece.Bytes.Length <= bytes.Get)
            && pieces.Zip(pieces.Skip(1)).All(pair => pair.Second.Due - pair.First.Due >= drip.Pause);
    }

    [Property]
    public Property A_malformed_event_is_no_json_and_good_utf8(NonNull<string> text) => BrokenJson(Sse.Event(new { text = text.Get })).ToProperty();

    [Theory]
    [InlineData("data: 5\n\n")]
    [InlineData("data: \"five\"\n\n")]
    [InlineData("[]\n")]
    public void A_malformed_event_of_any_json_is_no_json(string text) => Assert.True(BrokenJson(Frame.Of(text)));

    [Property]
    public bool A_body_of_invalid_utf8_is_the_body_with_one_byte_more(NonNull<string> text, byte percent)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Get);
        var reply = new InvalidUtf8Fault(new(At: percent % 101 / 100.0)).OnBody(new(bytes, TimeSpan.Zero, IsJson: true));
        var sent = reply.Frames.Single().Bytes.ToArray();
        return sent.Length == reply.Length && sent.Where(one => one != 0xFF).SequenceEqual(bytes) && sent.Length == bytes.Length + 1;
    }

    [Property]
    public bool A_malformed_body_is_no_json_and_good_utf8(NonNull<string> text, byte percent)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new { text = text.Get });
        var sent = new MalformedFault(new(At: percent % 101 / 100.0)).OnBody(new(bytes, TimeSpan.Zero, IsJson: true))!.Frames.Single();
        return IsUtf8(sent) && !IsJson(Text(sent));
    }

    [Fact]
    public void A_body_that_is_no_json_cannot_be_malformed() =>
        Assert.Null(new MalformedFault(new()).OnBody(new("text"u8.ToArray(), TimeSpan.Zero, IsJson: false)));

    private static bool BrokenJson(Frame frame)
    {
        var broken = new MalformedFault(new()).OnNext(frame).Single();
        static string Data(Frame frame) => Text(frame).Replace("data: ", "", StringComparison.Ordinal);
        return IsJson(Data(frame)) && !IsJson(Data(broken)) && IsUtf8(broken);
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsUtf8(Frame frame) => System.Text.Unicode.Utf8.IsValid(frame.Bytes.Span);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static List<Frame> Frames(int count) =>
        [.. Enumerable.Range(0, count).Select(n => Frame.Of($"event {n.ToString(CultureInfo.InvariantCulture)}\n") with { Due = TimeSpan.FromMilliseconds(10 + (n / 2 * 7)) })];

    private static string Text(Frame frame) => Encoding.UTF8.GetString(frame.Bytes.Span);
}
