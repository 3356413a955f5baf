using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Latency;

/// <summary>A duration that may vary: what <c>responses.yml</c> calls a distribution. Everything is in ticks of 100 ns, fractions kept.</summary>
internal abstract record Distribution
{
    /// <summary>Always the same.</summary>
    public static Distribution Zero { get; } = new Constant(0);

    /// <summary>The mean, in ticks.</summary>
    public abstract double Mean { get; }

    /// <summary>One value, in ticks, never negative.</summary>
    public abstract double Draw(ref RandomSequence random);

    /// <param name="Ticks">The value.</param>
    public sealed record Constant(double Ticks) : Distribution
    {
        public override double Mean => Ticks;

        public override double Draw(ref RandomSequence random) => Ticks;
    }

    /// <param name="Min">The smallest value.</param>
    /// <param name="Max">No value is larger.</param>
    public sealed record Uniform(double Min, double Max) : Distribution
    {
        public override double Mean => (Min + Max) / 2;

        public override double Draw(ref RandomSequence random) => Min + ((Max - Min) * random.NextDouble());
    }

    /// <param name="Values">Each as likely as any other; at least one.</param>
    public sealed record Samples(IReadOnlyList<double> Values) : Distribution
    {
        public override double Mean => Values.Average();

        public override double Draw(ref RandomSequence random) => Values[random.NextBelow(Values.Count)];
    }
}
