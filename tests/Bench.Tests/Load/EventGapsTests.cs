using System.Diagnostics;
using MockLlm.Bench.Load;

namespace MockLlm.Bench.Tests.Load;

public sealed class EventGapsTests
{
    private static readonly LoadPlan Plan = new() { Port = 1, Body = "", Connections = 1, Gap = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public void Leaves_out_the_gaps_before_the_first_token_and_after_the_last()
    {
        var tally = Observe(0, 5, 6, 26, 49, 50);
        Assert.Equal(5, tally.FirstEvent.Max);
        Assert.Equal((2, 23, 21.5), (tally.Gaps.Count, tally.Gaps.Max, tally.Gaps.Mean));
        Assert.Equal((3, 1.5), (tally.GapErrors.Max, tally.GapErrors.Mean));
    }

    [Fact]
    public void A_single_token_has_no_gap() => Assert.Equal(0, Observe(0, 5, 6, 7).Gaps.Count);

    // The first time is the request's; events are the role's, the tokens' and the finish reason's.
    private static Tally Observe(params int[] milliseconds)
    {
        var tally = new Tally(Plan);
        var gaps = new EventGaps(Ticks(milliseconds[0]));
        foreach (var time in milliseconds.Skip(1))
        {
            gaps.Add(Ticks(time), tally);
        }

        Assert.Equal(milliseconds.Length - 1, gaps.Count);
        return tally;
    }

    private static long Ticks(int milliseconds) => milliseconds * Stopwatch.Frequency / 1000;
}
