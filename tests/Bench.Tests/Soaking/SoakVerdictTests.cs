using MockLlm.Bench.Soaking;

namespace MockLlm.Bench.Tests.Soaking;

public sealed class SoakVerdictTests
{
    [Fact]
    public void What_stays_flat_after_the_warm_up_does_not_grow() =>
        Assert.Empty(SoakVerdict.Growth([.. Samples(30, minute => minute < 5 ? 50e6 + (minute * 4e6) : 70e6 + ((minute % 3) * 50e3))]));

    [Fact]
    public void A_megabyte_in_five_minutes_is_allowed_and_more_is_not()
    {
        Assert.Empty(SoakVerdict.Growth([.. Samples(30, minute => 50e6 + (minute * 0.19e6))]));

        var complaints = SoakVerdict.Growth([.. Samples(30, minute => 50e6 + (minute * 0.22e6))]);

        Assert.Equal(2, complaints.Count);
        Assert.StartsWith("the heap grows by 1.10 MB in five minutes", complaints[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_and_files_that_grow_are_named()
    {
        var complaints = SoakVerdict.Growth([.. Samples(30, _ => 50e6).Select(sample => sample with { Threads = 20 + (int)sample.Minutes, Files = 100 + (int)(sample.Minutes / 2) })]);

        Assert.Equal(2, complaints.Count);
        Assert.StartsWith("the number of threads grows by 24.00", complaints[0], StringComparison.Ordinal);
        Assert.StartsWith("the number of open files", complaints[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_run_is_not_judged() => Assert.Empty(SoakVerdict.Growth([.. Samples(9, minute => minute * 50e6)]));

    private static IEnumerable<SoakSample> Samples(int minutes, Func<int, double> bytes) =>
        Enumerable.Range(1, minutes).Select(minute => new SoakSample(minute, (long)bytes(minute), (long)bytes(minute), 20, 100));
}
