using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Tests.Metrics;

public sealed class LatenessTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Lateness _lateness;

    public LatenessTests() => _lateness = new(_time);

    [Fact]
    public void Quantiles_are_those_of_what_was_recorded()
    {
        for (var millisecond = 1; millisecond <= 1000; millisecond++)
        {
            Record(millisecond);
        }

        var all = _lateness.All();
        Assert.Equal(1000, all.Total);
        Assert.InRange(all.Quantile(0.5).TotalMilliseconds, 500, 516);
        Assert.InRange(all.Quantile(0.99).TotalMilliseconds, 990, 1022);
        Assert.Equal(1000, _lateness.Longest.TotalMilliseconds);
        Assert.Equal(500.5, _lateness.Sum.TotalSeconds);
        Assert.InRange(all.AtMost(TimeSpan.FromMilliseconds(250)), 242, 250);
    }

    [Fact]
    public void Nothing_recorded_is_no_lateness()
    {
        Assert.Equal(TimeSpan.Zero, _lateness.All().Quantile(0.99));
        Assert.Equal(0, _lateness.Recent().Total);
    }

    [Fact]
    public void What_left_early_is_not_late()
    {
        Record(-3);

        Assert.Equal(TimeSpan.Zero, _lateness.Sum);
        Assert.Equal(TimeSpan.Zero, _lateness.All().Quantile(1));
    }

    [Fact]
    public void The_last_five_seconds_are_recent_and_no_others()
    {
        for (var second = 1; second <= 12; second++)
        {
            Record(second);
            Assert.Equal(Math.Min(second, 5), _lateness.Recent().Total);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_lateness.Recent().Quantile(0).TotalMilliseconds, 9, 9.3);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(1, _lateness.Recent().Total);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _lateness.Recent().Total);
        Assert.Equal(12, _lateness.All().Total);
    }

    [Fact]
    public void The_first_of_a_second_is_told()
    {
        Assert.True(Record(1));
        Assert.False(Record(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Record(1));
        Assert.False(Record(1));
    }

    [Fact]
    public void Nothing_is_lost_when_many_record_at_once()
    {
        Parallel.For(0, 100_000, index => Record(index % 50));

        Assert.Equal(100_000, _lateness.All().Total);
        Assert.Equal(100_000, _lateness.Recent().Total);
        Assert.Equal(49, _lateness.Longest.TotalMilliseconds);
    }

    private bool Record(double milliseconds) => _lateness.Record(_time.GetTimestamp(), TimeSpan.FromMilliseconds(milliseconds));
}
