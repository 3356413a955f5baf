using MockLlm.Web.Ceiling;

namespace MockLlm.Web.Tests.Ceiling;

public sealed class QuietnessTests
{
    [Fact]
    public void The_first_line_of_proc_stat_is_read()
    {
        var times = MachineTimes.Parse("cpu  100 10 200 5000 40 1 2 300 70 0", "0.42 1.00 2.00 1/100 4242", own: 1.5);

        Assert.Equal(new(All: 56.53, Busy: 3.13, Steal: 3, Own: 1.5, Load: 0.42), times);
    }

    [Fact]
    public void Own_work_is_not_the_work_of_others()
    {
        var before = new MachineTimes(All: 100, Busy: 50, Steal: 1, Own: 20, Load: 1);
        var seen = Quietness.Between(before, new(All: 120, Busy: 66, Steal: 1.2, Own: 35, Load: 2));

        Assert.Equal((2, 0.05, 0.01), (seen.Load, Math.Round(seen.Others, 6), Math.Round(seen.Steal, 6)));
        Assert.True((seen with { Others = 0.05 }).IsQuiet);
    }

    [Theory]
    [InlineData(0.05, 0.02, true)]
    [InlineData(0.051, 0, false)]
    [InlineData(0, 0.021, false)]
    public void Others_may_use_a_twentieth_and_the_host_a_fiftieth(double others, double steal, bool isQuiet) =>
        Assert.Equal(isQuiet, new Quietness(Load: 9, others, steal).IsQuiet);

    [Fact]
    public void Coarse_ticks_never_make_a_share_negative()
    {
        var before = new MachineTimes(All: 100, Busy: 50, Steal: 1, Own: 20, Load: 1);

        Assert.Equal(0, Quietness.Between(before, before with { All = 101, Busy = 50.5, Own = 20.52 }).Others);
        Assert.Equal(0, Quietness.Between(before, before).Others);
    }
}
