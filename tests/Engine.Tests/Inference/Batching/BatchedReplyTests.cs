using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Inference.Batching;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Engine.Tests.Inference.Batching;

/// <summary>Replies that take their times from a batch of two places: 10 ms for a step and 1 ms for each token.</summary>
public sealed class BatchedReplyTests
{
    private static readonly BatchClaim Claim =
        new(null, new(2, 100, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(1)), Speed: 1);

    private readonly FakeTimeProvider _time = new();
    private readonly Batch _batch;
    private readonly long _zero;

    public BatchedReplyTests() => (_batch, _zero) = (new(_time, Claim), _time.GetTimestamp());

    [Fact]
    public async Task A_reply_joins_after_its_time_to_first_token_and_opens_with_its_first_token()
    {
        var reply = Reply(prefill: 5, tokens: 3, first: 100);
        var opening = reply.UntilOpening(NoEnds).AsTask();

        Pass(99);
        Assert.Equal((0, 0), _batch.Counts);
        Pass(1);
        while (_batch.Counts != (1, 0))
        {
            await Task.Yield();
        }

        Pass(14);
        Assert.False(opening.IsCompleted);
        Pass(1);

        Assert.True(await opening.OrFail());
    }

    [Fact]
    public async Task A_plain_reply_ends_with_its_last_token_however_many_come_and_go()
    {
        var reply = Reply(prefill: 1, tokens: 10);
        var ending = reply.UntilEnd(NoEnds).AsTask();
        Pass(50);
        var other = Reply(prefill: 101, tokens: 2);
        _ = other.UntilEnd(NoEnds).AsTask();

        // Five steps of 11 ms, of which the fifth is under way at 50 ms. Then the other prompt takes 101 ms and 2 ms more, then 10 + 2 ms.
        Pass((5 * 11) + 111 - 50);
        Pass(12);
        Pass(12);
        Pass((2 * 11) - 1);
        Assert.False(ending.IsCompleted);
        Pass(1);

        Assert.True(await ending.OrFail());
    }

    [Fact]
    public async Task Who_waits_is_served_when_a_place_is_free()
    {
        var first = Reply(prefill: 1, tokens: 4);
        var second = Reply(prefill: 1, tokens: 1_000);
        var (third, fourth) = (Reply(prefill: 1, tokens: 1), Reply(prefill: 1, tokens: 1));
        _ = first.UntilEnd(NoEnds).AsTask();
        _ = second.UntilEnd(NoEnds).AsTask();
        var (thirds, fourths) = (third.UntilEnd(NoEnds).AsTask(), fourth.UntilEnd(NoEnds).AsTask());
        Pass(11);
        Assert.Equal((2, 2), _batch.Counts);

        // The first has its place for four steps: one alone, then three with the second.
        Pass(36);
        Assert.Equal((2, 1), _batch.Counts);
        Pass(12);
        Assert.True(await thirds.OrFail());
        Assert.False(fourths.IsCompleted);
        Pass(12);
        Assert.True(await fourths.OrFail());
    }

    [Fact]
    public async Task Whoever_leaves_makes_room_for_those_that_wait()
    {
        var (first, second) = (Reply(prefill: 1, tokens: 1_000), Reply(prefill: 1, tokens: 1_000));
        _ = first.UntilEnd(NoEnds).AsTask();
        _ = second.UntilEnd(NoEnds).AsTask();
        var (third, fourth) = (Reply(prefill: 1, tokens: 1), Reply(prefill: 1, tokens: 1));
        var (thirds, fourths) = (third.UntilEnd(NoEnds).AsTask(), fourth.UntilEnd(NoEnds).AsTask());
        Pass(12);

        third.Leave();
        second.Leave();
        second.Leave();
        for (var step = 0; step < 3; step++)
        {
            Pass(12);
        }

        Assert.True(await fourths.OrFail());
        Assert.Equal((1, 0), _batch.Counts);
        Assert.True(await thirds.OrFail());
    }

    [Fact]
    public async Task A_client_that_leaves_ends_its_wait()
    {
        using var end = new CancellationTokenSource();
        _ = Reply(prefill: 1, tokens: 1_000, choices: 2).UntilEnd(NoEnds).AsTask();
        var waiting = Reply(prefill: 1, tokens: 1).UntilOpening(() => [end.Token]).AsTask();

        await end.CancelAsync();

        Assert.False(await waiting.OrFail());
    }

    [Fact]
    public async Task A_piece_of_several_tokens_is_due_when_its_last_token_is_made()
    {
        var reply = Reply(prefill: 1, tokens: 6);
        var opening = reply.UntilOpening(NoEnds).AsTask();
        Pass(11);
        await opening.OrFail();
        var schedule = reply.ScheduleOf(Pace, [1, 2, 3, 4, 5, 6]);
        Assert.Equal(Milliseconds(11), schedule.After("a", 1));

        // Four more tokens of 11 ms each are expected. Then a prompt of 50 tokens comes: it adds 50 ms to the third step, and a token to the
        // steps after it.
        var due = schedule.After("bcde", 5);
        Assert.Equal(Milliseconds(55), due);
        _ = Reply(prefill: 50, tokens: 100).UntilEnd(NoEnds).AsTask();
        Pass(44);

        Assert.Equal(Milliseconds(22 + 61 + 12 + 12), Left(reply, due));
        Assert.Equal(Milliseconds(7), reply.Now(Milliseconds(7)));
    }

    [Fact]
    public void A_reply_that_has_not_joined_expects_to_be_alone() =>
        Assert.Equal(Milliseconds(100 + (2 * 11) + (4 * 11)), Reply(prefill: 201, tokens: 4, first: 100).ExpectedEnd);

    [Fact]
    public async Task Many_threads_can_use_one_batch()
    {
        var claim = new BatchClaim(null, new(4, 100, TimeSpan.FromTicks(10), TimeSpan.FromTicks(1)), Speed: 1);
        var batch = new Batch(TimeProvider.System, claim);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            var reply = new BatchedReply(batch, claim, TimeProvider.System, TimeProvider.System.GetTimestamp());
            reply.Add(new(First: 0, Prefill: 1 + number), tokens: 1 + (number % 7), choices: 1);
            await Task.Yield();
            Assert.True(number % 3 == 0 || await reply.UntilEnd(NoEnds));
            reply.Leave();
        })).OrFail();

        Assert.Equal((0, 0), batch.Counts);
    }

    private BatchPace Pace { get; } = new(First: 0, Prefill: 1);

    private static CancellationToken[] NoEnds() => [];

    private static TimeSpan Milliseconds(double count) => TimeSpan.FromMilliseconds(count);

    // Asks at each time that it is told, as a stream does, and returns when the frame leaves.
    private TimeSpan Left(BatchedReply reply, TimeSpan due)
    {
        while (reply.Now(due) is var now && now > _time.GetElapsedTime(_zero))
        {
            _time.Advance(now - _time.GetElapsedTime(_zero));
        }

        return reply.Now(due);
    }

    private BatchedReply Reply(int prefill, int tokens, int first = 0, int choices = 1)
    {
        var reply = new BatchedReply(_batch, Claim, _time, _time.GetTimestamp());
        reply.Add(prefill == 1 && first == 0 ? Pace : new(Milliseconds(first).Ticks, prefill), tokens, choices);
        return reply;
    }

    private void Pass(double milliseconds) => _time.Advance(Milliseconds(milliseconds));
}
