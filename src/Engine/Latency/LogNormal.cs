using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Latency;

/// <summary>A value whose logarithm is normally distributed: never negative, with a long tail, as response times have it.</summary>
/// <param name="Median">The median in ticks; over 0.</param>
/// <param name="Sigma">The standard deviation of the logarithm; 0: always the median.</param>
internal sealed record LogNormal(double Median, double Sigma) : Distribution
{
    // The 99 % point of the standard normal distribution.
    private const double Z99 = 2.3263478740408408;

    /// <inheritdoc/>
    public override double Mean => Median * Math.Exp(Sigma * Sigma / 2);

    /// <summary>By its mean and its coefficient of variation, the standard deviation divided by the mean.</summary>
    public static LogNormal OfMean(double mean, double cv)
    {
        var variance = Math.Log(1 + (cv * cv));
        return new(mean / Math.Exp(variance / 2), Math.Sqrt(variance));
    }

    /// <summary>By the value that half of all values are under, and the one that 99 % are under.</summary>
    public static LogNormal OfQuantiles(double median, double p99) => new(median, Math.Log(p99 / median) / Z99);

    /// <inheritdoc/>
    public override double Draw(ref RandomSequence random) => Sigma == 0 ? Median : Median * Math.Exp(Sigma * Normal(ref random));

    // Box and Muller, 1958. 1 - u is in (0, 1], where the logarithm is finite.
    private static double Normal(ref RandomSequence random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
