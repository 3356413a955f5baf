using MockLlm.Engine.Latency;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Tests.Latency;

public sealed class LatencyScheduleTests
{
    private static readonly int[] Ends = [.. Enumerable.Range(1, 1_000)];

    [Fact]
    public void Gaps_below_a_millisecond_are_kept()
    {
        var schedule = Of(new() { InterToken = new Distribution.Constant(400) }, first: 400);

        Assert.Equal(TimeSpan.FromMicroseconds(40), schedule.After([], 1));
        Assert.Equal(TimeSpan.FromMicroseconds(80), schedule.After([], 2));
        Assert.Equal(TimeSpan.FromMilliseconds(40), schedule.After([], 1_000));
    }

    [Fact]
    public void Gaps_below_a_tick_add_up()
    {
        // 400 × 1.0005 = 400.2 ticks.
        var schedule = Of(new() { InterToken = new Distribution.Constant(400), LoadFactor = 1.001, Slots = 3 }, first: 400.2, running: 2);

        Assert.Equal(TimeSpan.FromTicks(400_200), schedule.End());
    }

    [Fact]
    public void A_thousand_drawn_gaps_take_their_sum()
    {
        var gap = LogNormal.OfMean(14_000, 0.4);
        var random = new RandomSequence(5);
        var sum = 0d;
        for (var i = 1; i < Ends.Length; i++)
        {
            sum += gap.Draw(ref random);
        }

        Assert.Equal(TimeSpan.FromTicks((long)Math.Round(sum)), Of(new() { InterToken = gap }, first: 0).End());
    }

    [Fact]
    public void The_time_in_the_queue_comes_before_everything()
    {
        var schedule = new LatencySchedule([1, 2], TimeSpan.FromSeconds(3), 10_000, new(new() { InterToken = new Distribution.Constant(20_000) }, 0), default);

        Assert.Equal(TimeSpan.FromMilliseconds(3_001), schedule.Opening);
        Assert.Equal(TimeSpan.FromMilliseconds(3_003), schedule.End());
    }

    [Theory]
    [InlineData(new int[0], 0)]
    [InlineData(new[] { 5 }, 0)]
    [InlineData(new[] { 0 }, 0)]
    [InlineData(new[] { 2, 4 }, 1)]
    [InlineData(new[] { 2, 2, 4 }, 2)]
    [InlineData(new[] { 2, 2, 2 }, 2)]
    public void A_text_takes_a_gap_for_every_token_but_the_first(int[] ends, int gaps)
    {
        LatencySchedule Schedule() => new(ends, TimeSpan.Zero, 0, new(new() { InterToken = new Distribution.Constant(10) }, 0), default);

        Assert.Equal(TimeSpan.FromTicks(gaps * 10), Schedule().End());
        Assert.Equal(TimeSpan.FromTicks(gaps * 10), Schedule().After([], ends is [] ? 0 : ends[^1]));
    }

    [Fact]
    public void Times_over_a_century_are_a_century()
    {
        var schedule = Of(new() { InterToken = new Distribution.Constant(1e18) }, first: 0);

        Assert.Equal(TimeSpan.FromDays(36_500), schedule.End());
    }

    private static LatencySchedule Of(LatencySettings settings, double first, int running = 0) =>
        new(Ends, TimeSpan.Zero, first, new(settings, running), new RandomSequence(5));
}
