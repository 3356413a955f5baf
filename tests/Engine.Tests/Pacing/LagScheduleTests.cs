using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Tests.Pacing;

public sealed class LagScheduleTests
{
    private const int Many = 100_000;
    private static readonly LagSettings Normal = new(true, 10);

    [Theory]
    [InlineData("a", 10, 10)]
    [InlineData("hello", 10, 50)]
    [InlineData("hello", 1, 500)]
    [InlineData("🦄e\u0301", 10, 30)]
    [InlineData("hello", 0.5, 1000)]
    [InlineData("", 10, 0)]
    public void A_text_takes_its_characters_divided_by_ten_times_the_factor(string text, double factor, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), LagSchedule.Duration(text, new(true, factor)));

    [Fact]
    public void A_lone_surrogate_counts_as_a_character() =>
        Assert.Equal(TimeSpan.FromMilliseconds(30), LagSchedule.Duration("\udc00a\ud800", Normal));

    [Fact]
    public void With_lag_off_a_text_takes_no_time() => Assert.Equal(TimeSpan.Zero, LagSchedule.Duration("hello", new(false, 10)));

    [Property(MaxTest = 500)]
    public bool The_last_character_of_any_text_is_due_with_the_plain_answer(PositiveInt length, PositiveInt factor, int seed)
    {
        var text = new string('a', length.Get);
        var lag = new LagSettings(true, factor.Get / 3.0);
        return Dues(text, lag, (ulong)seed)[^1] == LagSchedule.Duration(text, lag);
    }

    [Fact]
    public void Gaps_come_in_pairs_that_take_two_mean_gaps()
    {
        var dues = Dues(new string('a', 9), Normal, 1);

        Assert.Equal([20, 40, 60, 80, 90], new[] { 1, 3, 5, 7, 8 }.Select(i => dues[i].TotalMilliseconds));
        Assert.NotEqual(10, dues[0].TotalMilliseconds);
    }

    [Theory]
    [InlineData(1e9, 100_000)]
    [InlineData(3e5, 100_000)]
    [InlineData(7, 1_000_000)]
    [InlineData(0.001, 10_000)]
    public void Roundings_do_not_add_up(double factor, int characters)
    {
        var dues = Dues(new string('a', characters), new(true, factor), 1);
        var exact = characters * 1e6 / factor;

        Assert.InRange(Math.Abs(dues[^1].Ticks - exact), 0, 0.5);
        Assert.All(dues.Zip(dues.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
    }

    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(1e-300)]
    [InlineData(1e-11)]
    public void A_lag_slower_than_the_bound_is_cut_to_it(double factor)
    {
        Assert.Equal(LagSchedule.MaxWait, LagSchedule.Duration("slow", new(true, factor)));
        Assert.All(Dues("slow", new(true, factor), 1), due => Assert.InRange(due, TimeSpan.Zero, LagSchedule.MaxWait));
    }

    [Fact]
    public void A_lag_of_no_measurable_length_is_due_at_once() =>
        Assert.All(Dues("fast", new(true, double.MaxValue), 1), due => Assert.Equal(TimeSpan.Zero, due));

    [Fact]
    public void The_same_seed_gives_the_same_dues_and_another_seed_others()
    {
        Assert.Equal(Dues("hello", Normal, 1), Dues("hello", Normal, 1));
        Assert.NotEqual(Dues("hello", Normal, 1), Dues("hello", Normal, 2));
    }

    [Fact]
    public void Gaps_stay_within_half_of_their_mean_and_reach_near_both_bounds()
    {
        var gaps = Gaps();

        Assert.All(gaps, gap => Assert.InRange(gap, 0.5, 1.5));
        Assert.InRange(gaps.Min(), 0.5, 0.5002);
        Assert.InRange(gaps.Max(), 1.4998, 1.5);
    }

    [Fact]
    public void Gaps_have_their_mean_and_the_spread_of_a_uniform_distribution()
    {
        var gaps = Gaps();

        Assert.Equal(1, gaps.Average(), 1e-6);
        Assert.Equal(1.0 / 12, gaps.Average(gap => (gap - 1) * (gap - 1)), 0.001);
    }

    [Fact]
    public void Gaps_are_uniform_at_every_percentile()
    {
        var sorted = Gaps().Order().ToArray();
        Assert.All(Enumerable.Range(1, 99), percent => Assert.Equal(0.5 + (percent / 100.0), sorted[Many * percent / 100], 0.008));
    }

    [Fact]
    public void The_first_gaps_of_pairs_are_independent_of_each_other()
    {
        var first = Gaps().Where((_, i) => i % 2 == 0).Select(gap => gap - 1).ToArray();
        var correlation = first.Zip(first.Skip(1), (a, b) => a * b).Average() * 12;

        Assert.InRange(correlation, -0.015, 0.015);
    }

    // In units of the mean gap, which is a second so that ticks do not round.
    private static double[] Gaps()
    {
        var dues = Dues(new string('a', Many), new(true, 0.1), 42);
        return [.. dues.Prepend(TimeSpan.Zero).Zip(dues, (before, due) => (due - before).TotalSeconds)];
    }

    private static TimeSpan[] Dues(string text, LagSettings lag, ulong seed)
    {
        var schedule = Schedule.Of(text, lag, new RandomSequence(seed));
        var dues = new TimeSpan[text.Length];
        for (var i = 0; i < dues.Length; i++)
        {
            dues[i] = schedule.After(text.AsSpan(i, 1), i + 1);
        }

        return dues;
    }
}
