using MockLlm.Engine.Latency;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Tests.Latency;

/// <summary>
/// What is drawn is distributed as it is written. A mean may be off by five standard errors, and so may the share of draws up to a
/// quantile, whose standard error is √(p(1 − p) ÷ n) for any distribution. The seeds are fixed, so a test passes always or never.
/// </summary>
public sealed class DistributionTests
{
    private const int Count = 100_000;
    private const double Errors = 5;

    [Theory]
    [InlineData(150_000, 0.3)]
    [InlineData(150_000, 1)]
    [InlineData(4, 0.1)]
    public void A_lognormal_by_mean_and_cv_has_that_mean_and_cv(double mean, double cv)
    {
        var draws = Draw(LogNormal.OfMean(mean, cv));

        AssertMean(mean, mean * cv, draws);
        AssertShare(0.5, mean / Math.Sqrt(1 + (cv * cv)), draws);
        // The variance's own error depends on the fourth moment: for these values its root is within 5 %.
        Assert.InRange(Deviation(draws) / draws.Average(), cv * 0.95, cv * 1.05);
    }

    [Theory]
    [InlineData(4_000_000, 30_000_000)]
    [InlineData(100, 101)]
    public void A_lognormal_by_median_and_p99_has_those_quantiles(double median, double p99)
    {
        var distribution = LogNormal.OfQuantiles(median, p99);
        var draws = Draw(distribution);

        AssertShare(0.5, median, draws);
        AssertShare(0.99, p99, draws);
        // Symmetric in the logarithm, the 1 % point lies as far under the median as the 99 % point lies over it.
        AssertShare(0.01, median * median / p99, draws);
        AssertMean(distribution.Mean, distribution.Mean * Math.Sqrt(Math.Exp(distribution.Sigma * distribution.Sigma) - 1), draws);
    }

    [Fact]
    public void A_uniform_one_is_spread_evenly_between_its_ends()
    {
        var draws = Draw(new Distribution.Uniform(100, 300));

        Assert.All(draws, draw => Assert.InRange(draw, 100, 300));
        AssertMean(200, 200 / Math.Sqrt(12), draws);
        Assert.All(new[] { 0.1, 0.25, 0.5, 0.75, 0.9 }, share => AssertShare(share, 100 + (200 * share), draws));
    }

    [Fact]
    public void Samples_are_drawn_equally_often()
    {
        double[] samples = [12, 14, 200];
        var draws = Draw(new Distribution.Samples(samples));

        Assert.All(draws, draw => Assert.Contains(draw, samples));
        AssertShare(1d / 3, 12, draws);
        AssertShare(2d / 3, 14, draws);
        AssertMean(samples.Average(), Math.Sqrt(samples.Average(sample => Math.Pow(sample - samples.Average(), 2))), draws);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(400)]
    public void A_constant_is_always_the_same(double ticks) =>
        Assert.All(new Distribution[] { new Distribution.Constant(ticks), new Distribution.Uniform(ticks, ticks), new Distribution.Samples([ticks]) }, same =>
        {
            Assert.Equal(ticks, same.Mean);
            Assert.All(Draw(same), draw => Assert.Equal(ticks, draw));
        });

    [Fact]
    public void A_lognormal_without_spread_is_always_its_mean() => Assert.All(Draw(LogNormal.OfMean(400, 0)), draw => Assert.Equal(400, draw));

    [Theory]
    [InlineData(864_000_000_000, 100)]
    [InlineData(1, 100)]
    public void Even_the_widest_spread_draws_finite_times(double mean, double cv) =>
        Assert.All(Draw(LogNormal.OfMean(mean, cv)), draw => Assert.True(double.IsFinite(draw) && draw >= 0));

    private static double[] Draw(Distribution distribution)
    {
        var random = new RandomSequence(20_240_601);
        var draws = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            draws[i] = distribution.Draw(ref random);
        }

        return draws;
    }

    private static void AssertMean(double mean, double deviation, double[] draws) =>
        Assert.InRange(draws.Average(), mean - Off(deviation), mean + Off(deviation));

    private static void AssertShare(double share, double upTo, double[] draws)
    {
        var off = Off(Math.Sqrt(share * (1 - share)));
        Assert.InRange(draws.Count(draw => draw <= upTo) / (double)Count, share - off, share + off);
    }

    private static double Off(double deviation) => Errors * deviation / Math.Sqrt(Count);

    private static double Deviation(double[] draws)
    {
        var mean = draws.Average();
        return Math.Sqrt(draws.Average(draw => (draw - mean) * (draw - mean)));
    }
}
