using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Embeddings;

/// <summary>
/// Creates the embedding of a text, a vector of length 1, by random projection. Each feature of the text adds its weight to every
/// dimension, with a random sign that depends on the hash of the feature. Texts that share features get similar vectors, and other texts
/// get nearly orthogonal ones. The same text gets the same vector on every machine.
/// </summary>
internal static class TextVector
{
    // One random number of 64 bits gives the signs of 64 dimensions.
    private const int Block = 64;
    private const int DimensionsPerStep = 512;
    private const ulong Golden = 0x9E3779B97F4A7C15;

    // The eight signs for each value of a byte.
    private static readonly float[] Signs = [.. Enumerable.Range(0, 256 * 8).Select(i => ((i / 8) >> (i % 8) & 1) == 0 ? -1f : 1f)];

    /// <summary>Creates the vector of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="dimensions">The number of dimensions. A shorter vector is the start of a longer one, scaled to length 1.</param>
    /// <param name="space">The name of the vector space. Vectors of different spaces are not related.</param>
    /// <param name="work">The work of the request, or null if nothing limits it.</param>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public static float[] Of(string text, int dimensions, string space, WorkBudget? work = null)
    {
        // Computing and writing a number takes about as long as a step.
        work?.Count(dimensions);
        var sums = new float[(dimensions + Block - 1) / Block * Block];
        var origin = TextFeatures.Hash(space);
        foreach (var (hash, weight) in TextFeatures.Of(text))
        {
            work?.Count(1 + (sums.Length / DimensionsPerStep));
            Add(sums, hash ^ origin, weight);
        }

        return Unit(sums.AsSpan(0, dimensions));
    }

    private static void Add(float[] sums, ulong seed, float weight)
    {
        ref var sum = ref MemoryMarshal.GetArrayDataReference(sums);
        ref var signs = ref MemoryMarshal.GetArrayDataReference(Signs);
        for (nuint block = 0; block < (nuint)sums.Length; block += Block)
        {
            var bits = Mixed(seed += Golden);
            for (nuint i = 0; i < Block; i += 8, bits >>= 8)
            {
                var added = Vector256.LoadUnsafe(ref signs, (nuint)(bits & 0xff) * 8) * weight;
                (Vector256.LoadUnsafe(ref sum, block + i) + added).StoreUnsafe(ref sum, block + i);
            }
        }
    }

    // The output function of SplitMix64.
    private static ulong Mixed(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    // The sum is computed in a fixed order and in double precision, so that all machines round in the same way.
    private static float[] Unit(ReadOnlySpan<float> sums)
    {
        var square = 0d;
        foreach (var sum in sums)
        {
            square += (double)sum * sum;
        }

        var scale = 1 / Math.Sqrt(square);
        var unit = new float[sums.Length];
        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = (float)(sums[i] * scale);
        }

        return unit;
    }
}
