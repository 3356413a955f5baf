using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;

namespace MockLlm.Engine.Tests.Faults;

/// <summary>One ledger, asked from many threads at once.</summary>
public sealed class FaultCountersTests
{
    private const int Requests = 100_000;

    [Fact]
    public void A_hundred_thousand_requests_at_a_tenth_stay_within_the_binomial_interval_each_with_the_same_fate()
    {
        var faults = Read("{name: f, kind: status, probability: 0.1}");
        var fates = Fates(faults, n => (ulong)n);

        // 99.9 %: 3.29 standard deviations.
        var spread = 3.29 * Math.Sqrt(Requests * 0.1 * 0.9);
        Assert.InRange(fates.Count(fate => fate), (Requests * 0.1) - spread, (Requests * 0.1) + spread);
        Assert.Equal(fates, Fates(faults, n => (ulong)n));
    }

    [Theory]
    [InlineData("times: 5", 5)]
    [InlineData("every: 3", Requests / 3)]
    [InlineData("skip: 99990", 10)]
    [InlineData("skip: 10, every: 9, times: 1000", 1000)]
    public void Counts_are_exact(string trigger, int hits) => Assert.Equal(hits, Fates(Read($"{{kind: status, {trigger}}}"), _ => 1).Count(fate => fate));

    [Fact]
    public void A_request_that_holds_a_fault_that_was_just_changed_does_not_disturb_the_new_one()
    {
        var (before, after) = (Read("{name: f, kind: status, times: 1}"), Read("{name: f, kind: status, times: 1, status: 503}"));
        var ledger = new FaultCounters(new FakeTimeProvider());
        ledger.Keep(before);
        ledger.Keep(after);

        Assert.NotNull(ledger.Decide(new(after, new(1)), 1, 0));
        Assert.NotNull(ledger.Decide(new(before, new(1)), 1, 1));
        Assert.Null(ledger.Decide(new(after, new(1)), 1, 2));
    }

    private static bool[] Fates(IReadOnlyList<Fault> faults, Func<int, ulong> key)
    {
        var ledger = new FaultCounters(new FakeTimeProvider());
        ledger.Keep(faults);
        var fates = new bool[Requests];
        Parallel.For(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n => fates[n] = ledger.Decide(new(faults, new(42)), key(n), 0) is not null);
        return fates;
    }

    private static IReadOnlyList<Fault> Read(string fault)
    {
        var reading = SnapshotReader.Read($"faults: [{fault}]", ["simple"]);
        Assert.Empty(reading.Errors);
        return reading.Snapshot!.Faults.All;
    }
}
