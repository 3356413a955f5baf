using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Tests.Faults;

/// <summary>Which of the requests that a fault is for are hit.</summary>
public sealed class TriggerTests
{
    private const int Requests = 200;

    [Property]
    public void Skip_every_and_times_are_exact_in_order(byte skip, byte every, byte times)
    {
        var (first, step, most) = ((ulong)skip % 20, ((ulong)every % 12) + 1, ((ulong)times % 30) + 1);
        var trigger = new Trigger { Skip = first, Every = step, Times = most };
        var expected = Enumerable.Range(1, Requests).Where(n => (ulong)n > first && ((ulong)n - first) % step == 0).Take((int)most);

        Assert.Equal(expected, Hits(trigger, Requests));
    }

    [Fact]
    public void A_hundred_thousand_draws_at_a_tenth_stay_within_the_binomial_interval()
    {
        const int RandomSource = 100_000;
        var hits = Hits(new Trigger { Probability = 0.1 }, RandomSource).Count;

        // 99.9 %: 3.29 standard deviations.
        var spread = 3.29 * Math.Sqrt(RandomSource * 0.1 * 0.9);
        Assert.InRange(hits, (RandomSource * 0.1) - spread, (RandomSource * 0.1) + spread);
    }

    [Property]
    public void Chance_is_the_requests_own_whatever_came_before(int shuffle)
    {
        var trigger = new Trigger { Probability = 0.3 };
        var arrivals = Enumerable.Range(0, Requests).Select(ordinal => RandomSource.Of(1, 7, ordinal)).ToArray();
        var mixed = arrivals.ToArray();
        new System.Random(shuffle).Shuffle(mixed);

        Assert.Equal(Fates(trigger, arrivals).Order(), Fates(trigger, mixed).Order());
    }

    [Fact]
    public void A_fault_without_a_chance_never_fires() => Assert.Empty(Hits(new Trigger { Probability = 0 }, Requests));

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(39, true)]
    [InlineData(40, false)]
    public void A_window_opens_at_its_beginning_and_closes_at_its_end(int seconds, bool fires) =>
        Assert.Equal(fires, Fires(new() { From = TimeSpan.FromSeconds(10), Until = TimeSpan.FromSeconds(40) }, seconds));

    [Fact]
    public void Requests_outside_of_the_window_do_not_count()
    {
        var trigger = new Trigger { From = TimeSpan.FromSeconds(10), Skip = 1 };
        var count = new TriggerCount();

        Assert.False(trigger.Fires(count, TimeSpan.FromSeconds(9), default, "f"));
        Assert.False(trigger.Fires(count, TimeSpan.FromSeconds(10), default, "f"));
        Assert.True(trigger.Fires(count, TimeSpan.FromSeconds(11), default, "f"));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(15, 0.25)]
    [InlineData(20, 0.5)]
    [InlineData(60, 0.5)]
    public void The_chance_climbs_from_the_windows_beginning(int seconds, double chance)
    {
        var trigger = new Trigger { Probability = 0.5, Ramp = TimeSpan.FromSeconds(10), From = TimeSpan.FromSeconds(10) };
        var count = new TriggerCount();
        var hits = Enumerable.Range(0, 20_000).Count(n => trigger.Fires(count, TimeSpan.FromSeconds(seconds), RandomSource.Of(2, (ulong)n, 0), "f"));

        Assert.Equal(chance, hits / 20_000.0, 0.015);
    }

    private static List<int> Hits(Trigger trigger, int requests)
    {
        var count = new TriggerCount();
        return [.. Enumerable.Range(1, requests).Where(n => trigger.Fires(count, TimeSpan.Zero, RandomSource.Of(3, (ulong)n, 0), "fault f"))];
    }

    private static IEnumerable<(ulong Key, bool Fate)> Fates(Trigger trigger, RandomSource[] arrivals)
    {
        var count = new TriggerCount();
        return [.. arrivals.Select(draws => (draws.Key, trigger.Fires(count, TimeSpan.Zero, draws, "fault f")))];
    }

    private static bool Fires(Trigger trigger, int seconds) => trigger.Fires(new(), TimeSpan.FromSeconds(seconds), default, "f");
}
