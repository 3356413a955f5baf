using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Latency;

/// <summary>A lognormal distribution. It is never negative and has a long tail, like response times.</summary>
/// <param name="Median">The median in ticks, greater than 0.</param>
/// <param name="Sigma">The standard deviation of the logarithm. With 0 the value is always the median.</param>
internal sealed record LogNormal(double Median, double Sigma) : Distribution
{
    // The 99 % point of the standard normal distribution.
    private const double Z99 = 2.3263478740408408;

    /// <inheritdoc/>
    public override double Mean => Median * Math.Exp(Sigma * Sigma / 2);

    /// <summary>The distribution with this mean and this coefficient of variation (the standard deviation divided by the mean).</summary>
    public static LogNormal OfMean(double mean, double cv)
    {
        var variance = Math.Log(1 + (cv * cv));
        return new(mean / Math.Exp(variance / 2), Math.Sqrt(variance));
    }

    /// <summary>The distribution with this median and this 99th percentile.</summary>
    public static LogNormal OfQuantiles(double median, double p99) => new(median, Math.Log(p99 / median) / Z99);

    /// <inheritdoc/>
    public override double Draw(ref RandomSequence random) => Sigma == 0 ? Median : Median * Math.Exp(Sigma * Normal(ref random));

    // The Box-Muller transform. 1 - u is in (0, 1], where the logarithm is finite.
    private static double Normal(ref RandomSequence random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
