namespace MockLlm.Engine.Randomness;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): a small, fast, seeded sequence that is the same on every platform.</summary>
/// <param name="seed">Where the sequence starts.</param>
internal struct RandomSequence(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="bound"/>), by the multiply-shift of Lemire (2019); its bias is under 2⁻³².</summary>
    public int NextBelow(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);
}
