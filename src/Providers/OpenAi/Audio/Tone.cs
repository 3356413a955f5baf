using System.Buffers.Binary;

namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>Makes a humming voice: one soft tone, four syllables a second, as 16-bit mono samples in little-endian order.</summary>
internal static class Tone
{
    /// <summary>The samples per second of the vendor's PCM.</summary>
    public const int Rate = 24_000;

    public const int BytesPerSample = 2;

    private const double Loudness = 0.2 * short.MaxValue;
    private const int Syllables = 4;
    private const int LowestPitch = 150;
    private const int Pitches = 150;

    /// <summary>Returns the samples in parts of half a second.</summary>
    /// <param name="voice">The voice, which decides the pitch.</param>
    /// <param name="samples">The number of samples.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> Parts(string voice, long samples)
    {
        // A second has whole numbers of waves and syllables, so that every second sounds the same.
        var second = Second(LowestPitch + (voice.Sum(c => c) % Pitches)).AsMemory();
        const int Half = Rate / 2;
        for (long start = 0; start < samples; start += Half)
        {
            var from = (int)(start % Rate) * BytesPerSample;
            yield return second.Slice(from, (int)Math.Min(Half, samples - start) * BytesPerSample);
        }
    }

    private static byte[] Second(int pitch)
    {
        var bytes = new byte[Rate * BytesPerSample];
        for (var i = 0; i < Rate; i++)
        {
            var turn = 2 * Math.PI * i / Rate;
            var swell = Math.Sin(turn * Syllables / 2);
            BinaryPrimitives.WriteInt16LittleEndian(
                bytes.AsSpan(i * BytesPerSample), (short)(Loudness * swell * swell * Math.Sin(turn * pitch)));
        }

        return bytes;
    }
}
