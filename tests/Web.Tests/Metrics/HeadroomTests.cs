using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Tests.Metrics;

public sealed class HeadroomTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Lateness _lateness;
    private TimeSpan _used;

    public HeadroomTests() => _lateness = new(_time);

    [Fact]
    public async Task An_idle_server_has_all_of_both() => Assert.Equal(new(Lateness: 1, Cpu: 1), await Now(cores: 0));

    [Fact]
    public async Task The_p99_takes_its_share_of_the_bound_before_it_is_over()
    {
        Record(count: 190, milliseconds: 0.5);
        Record(count: 10, milliseconds: 4);

        var free = await Now(cores: 1.18);

        // Buckets of the latenesses are up to 3.2 % wide.
        Assert.InRange(free.Lateness, 0.585, 0.6);
        Assert.Equal(0.41, free.Cpu);
    }

    [Fact]
    public async Task Over_the_bound_nothing_is_left()
    {
        Record(count: 200, milliseconds: 30);

        Assert.Equal(new(Lateness: 0, Cpu: 0), await Now(cores: 2));
    }

    [Fact]
    public async Task A_few_late_events_mean_nothing()
    {
        Record(count: 99, milliseconds: 30);

        Assert.Equal(1, (await Now(cores: 0)).Lateness);
    }

    private void Record(int count, double milliseconds)
    {
        for (var index = 0; index < count; index++)
        {
            _lateness.Record(_time.GetTimestamp(), TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    private async Task<HeadroomShares> Now(double cores)
    {
        var headroom = new Headroom(_lateness, () => TimeSpan.FromMilliseconds(10), new(_time, () => _used, cores: 2));
        var free = headroom.Now(CancellationToken.None).AsTask();
        _used += TimeSpan.FromSeconds(0.1 * cores);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        return await free.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
