using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Tests.Metrics;

public sealed class ProcessorUseTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ProcessorUse _use;
    private TimeSpan _used = TimeSpan.FromHours(1);

    public ProcessorUseTests() => _use = new(_time, () => _used, cores: 4);

    [Fact]
    public async Task The_first_answer_takes_a_tenth_of_a_second()
    {
        var share = _use.Share(CancellationToken.None).AsTask();
        Assert.False(share.IsCompleted);

        Pass(0.1, cores: 2);

        Assert.Equal(0.5, await share.WaitAsync(TimeSpan.FromMinutes(1)), 6);
    }

    [Fact]
    public async Task Later_answers_are_those_of_the_time_since_the_first()
    {
        await First();
        Pass(1.9, cores: 1);

        Assert.Equal(1.9 / 2 / 4, await _use.Share(CancellationToken.None), 6);
    }

    [Fact]
    public async Task Only_the_last_five_seconds_count()
    {
        await First();
        for (var second = 0; second < 20; second++)
        {
            Pass(1, cores: 4);
            await _use.Share(CancellationToken.None);
        }

        for (var second = 0; second < 5; second++)
        {
            Pass(1, cores: 1);
            await _use.Share(CancellationToken.None);
        }

        Pass(0.2, cores: 1);

        Assert.Equal(0.25, await _use.Share(CancellationToken.None), 6);
    }

    [Fact]
    public async Task A_scrape_each_quarter_of_a_minute_gets_the_share_since_the_one_before()
    {
        await First();
        Pass(15, cores: 4);
        Assert.InRange(await _use.Share(CancellationToken.None), 0.99, 1);

        Pass(15, cores: 3);

        Assert.Equal(0.75, await _use.Share(CancellationToken.None), 6);
    }

    [Fact]
    public async Task What_was_long_ago_is_measured_again()
    {
        await First();
        Pass(600, cores: 0);

        var share = _use.Share(CancellationToken.None).AsTask();
        Assert.False(share.IsCompleted);
        Pass(0.1, cores: 4);

        Assert.Equal(1, await share.WaitAsync(TimeSpan.FromMinutes(1)), 6);
    }

    [Fact]
    public async Task Two_that_ask_at_the_same_time_get_the_same_answer()
    {
        var shares = new[] { _use.Share(CancellationToken.None).AsTask(), _use.Share(CancellationToken.None).AsTask() };

        Pass(0.1, cores: 1);

        Assert.All(await Task.WhenAll(shares).WaitAsync(TimeSpan.FromMinutes(1)), share => Assert.Equal(0.25, share, 6));
    }

    [Fact]
    public async Task A_share_is_never_more_than_all()
    {
        await First();
        Pass(1, cores: 5);

        Assert.Equal(1, await _use.Share(CancellationToken.None));
    }

    private async Task First()
    {
        var share = _use.Share(CancellationToken.None).AsTask();
        Pass(0.1, cores: 0);
        Assert.Equal(0, await share.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    private void Pass(double seconds, double cores)
    {
        _used += TimeSpan.FromSeconds(seconds * cores);
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }
}
