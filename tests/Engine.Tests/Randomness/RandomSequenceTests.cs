using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Tests.Randomness;

public sealed class RandomSequenceTests
{
    private const int Many = 100_000;

    /// <summary>The reference implementation's first values (Vigna, splitmix64.c) for the seed 1234567.</summary>
    [Fact]
    public void Is_SplitMix64()
    {
        var random = new RandomSequence(1234567);
        ulong[] values = [random.Next(), random.Next(), random.Next(), random.Next(), random.Next()];

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            values);
    }

    [Fact]
    public void Is_uniform_at_every_percentile()
    {
        var sorted = Doubles(7).Order().ToArray();
        Assert.All(Enumerable.Range(1, 99), percent => Assert.Equal(percent / 100.0, sorted[Many * percent / 100], 0.006));
    }

    [Fact]
    public void Doubles_are_at_least_0_and_under_1() =>
        Assert.All(Doubles(8), value => Assert.True(value is >= 0 and < 1));

    [Fact]
    public void Successive_values_are_independent()
    {
        var values = Doubles(9).Select(value => value - 0.5).ToArray();
        Assert.InRange(values.Zip(values.Skip(1), (a, b) => a * b).Average() * 12, -0.015, 0.015);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(62)]
    public void Every_number_below_a_bound_is_equally_likely(int bound)
    {
        var random = new RandomSequence(10);
        var counts = new int[bound];
        for (var i = 0; i < Many; i++)
        {
            counts[random.NextBelow(bound)]++;
        }

        var expected = (double)Many / bound;
        Assert.All(counts, count => Assert.InRange(count, expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected))));
    }

    [Fact]
    public void The_greatest_bound_is_reached_nearly_and_never_overstepped()
    {
        var random = new RandomSequence(11);
        var numbers = Enumerable.Range(0, 10_000).Select(_ => random.NextBelow(int.MaxValue)).ToArray();

        Assert.All(numbers, number => Assert.InRange(number, 0, int.MaxValue - 1));
        Assert.InRange(numbers.Max(), int.MaxValue / 1_000 * 999, int.MaxValue - 1);
    }

    private static double[] Doubles(ulong seed)
    {
        var random = new RandomSequence(seed);
        return [.. Enumerable.Range(0, Many).Select(_ => random.NextDouble())];
    }
}
