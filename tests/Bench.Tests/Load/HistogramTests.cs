using System.Diagnostics;
using FsCheck.Xunit;
using MockLlm.Bench.Load;

namespace MockLlm.Bench.Tests.Load;

public sealed class HistogramTests
{
    private static readonly double[] Shares = [0, 0.01, 0.5, 0.9, 0.99, 1];

    [Property]
    public void A_quantile_is_the_sorted_value_within_half_a_bucket(uint[] microseconds)
    {
        var histogram = new Histogram();
        Array.ForEach(microseconds, value => histogram.Add(Ticks(value % 90_000_000)));
        var sorted = microseconds.Select(value => value % 90_000_000 / 1000.0).Order().ToArray();

        foreach (var share in Shares.Where(_ => sorted.Length > 0))
        {
            var expected = sorted[(int)((share * (sorted.Length - 1)) + 0.5)];
            Assert.InRange(histogram.Quantile(share), expected - Half(expected), expected + Half(expected));
        }
    }

    [Fact]
    public void Mean_and_maximum_are_exact()
    {
        var histogram = new Histogram();
        histogram.Add(Ticks(1_234));
        histogram.Add(Ticks(2_000_003));
        Assert.Equal((2, 2000.003), (histogram.Count, histogram.Max));
        Assert.Equal(1000.6185, histogram.Mean, 6);
    }

    [Fact]
    public void What_is_longer_than_the_buckets_is_counted_in_the_last()
    {
        var histogram = new Histogram();
        histogram.Add(Ticks(200_000_000));
        Assert.InRange(histogram.Quantile(0.5), 99_999, 100_001);
        Assert.Equal(200_000, histogram.Max);
    }

    [Fact]
    public void An_empty_one_has_no_quantiles() => Assert.Equal(double.NaN, new Histogram().Quantile(0.5));

    private static double Half(double milliseconds) => milliseconds < 1000 ? 0.00501 : 0.501;

    private static long Ticks(long microseconds) => microseconds * Stopwatch.Frequency / 1_000_000;
}
