using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Latency;

/// <summary>A duration that can vary. Values are in ticks of 100 ns and can have fractions.</summary>
internal abstract record Distribution
{
    /// <summary>Always 0.</summary>
    public static Distribution Zero { get; } = new Constant(0);

    /// <summary>The mean in ticks.</summary>
    public abstract double Mean { get; }

    /// <summary>Draws one value in ticks. It is never negative.</summary>
    public abstract double Draw(ref RandomSequence random);

    /// <summary>Always the same value.</summary>
    /// <param name="Ticks">The value.</param>
    public sealed record Constant(double Ticks) : Distribution
    {
        public override double Mean => Ticks;

        public override double Draw(ref RandomSequence random) => Ticks;
    }

    /// <summary>All values in a range have the same chance.</summary>
    /// <param name="Min">The smallest value.</param>
    /// <param name="Max">The end of the range.</param>
    public sealed record Uniform(double Min, double Max) : Distribution
    {
        public override double Mean => (Min + Max) / 2;

        public override double Draw(ref RandomSequence random) => Min + ((Max - Min) * random.NextDouble());
    }

    /// <summary>One of several values.</summary>
    /// <param name="Values">The values. All have the same chance. There is at least one.</param>
    public sealed record Samples(IReadOnlyList<double> Values) : Distribution
    {
        public override double Mean => Values.Average();

        public override double Draw(ref RandomSequence random) => Values[random.NextBelow(Values.Count)];
    }
}
