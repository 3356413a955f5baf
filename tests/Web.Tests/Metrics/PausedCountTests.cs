using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Tests.Metrics;

public sealed class PausedCountTests
{
    [Fact]
    public void The_first_event_is_reported_at_once_and_further_ones_as_a_number_after_the_pause()
    {
        var time = new FakeTimeProvider();
        var count = new PausedCount(TimeSpan.FromSeconds(10), time);

        Assert.Equal(1, count.Add());
        Assert.Equal(0, count.Add());
        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.Equal(0, count.Add());
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(3, count.Add());
        Assert.Equal(0, count.Add());
    }
}
