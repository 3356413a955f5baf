namespace MockLlm.Engine.Randomness;

/// <summary>
/// A sequence of random numbers from SplitMix64 (Steele, Lea and Flood, 2014). It is fast and the same on every platform.
/// </summary>
/// <param name="seed">The start of the sequence.</param>
internal struct RandomSequence(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A random number of 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A random number from 0 to less than 1, uniformly distributed.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// A random number from 0 to less than <paramref name="bound"/>, uniformly distributed by Lemire's multiplication method (2019). The
    /// bias is less than 2⁻³².
    /// </summary>
    public int NextBelow(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);
}
