using MockLlm.Web.Metrics;

namespace MockLlm.Web.Tests.Metrics;

public sealed class StripedCounterTests
{
    [Fact]
    public void Nothing_is_lost_when_many_add_at_once()
    {
        var counter = new StripedCounter();

        Parallel.For(0, 100_000, _ => counter.Add(3));
        Parallel.For(0, 100_000, _ => counter.Add(-1));

        Assert.Equal(200_000, counter.Value);
    }

    [Fact]
    public void A_cleared_counter_starts_from_zero()
    {
        var counter = new StripedCounter();
        counter.Add(7);

        counter.Clear();
        Assert.Equal(0, counter.Value);

        counter.Add(2);
        Assert.Equal(2, counter.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void A_thread_always_has_a_stripe(int count) => Assert.InRange(Stripes.Here(count), 0, count - 1);

    [Fact]
    public void There_are_as_many_stripes_as_cores_and_at_most_64()
    {
        Assert.InRange(Stripes.Count, Math.Min(Environment.ProcessorCount, 64), 64);
        Assert.Equal(0, Stripes.Count & (Stripes.Count - 1));
    }
}
