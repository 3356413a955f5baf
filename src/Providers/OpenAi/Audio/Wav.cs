using System.Buffers.Binary;

namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>Reads and writes RIFF WAVE files of uncompressed samples.</summary>
internal static class Wav
{
    private const int HeaderLength = 44;
    private const int ChunkHead = 8;

    /// <summary>Returns the header before the samples of a <see cref="Tone"/>.</summary>
    public static byte[] Header(long samples)
    {
        var data = (uint)(samples * Tone.BytesPerSample);
        var header = new byte[HeaderLength];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), HeaderLength - ChunkHead + data);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), Tone.Rate);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(28), Tone.Rate * Tone.BytesPerSample);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), Tone.BytesPerSample);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), Tone.BytesPerSample * 8);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), data);
        return header;
    }

    /// <summary>Returns how long a file plays, in seconds, or null if it is no WAVE file or its header is not usable.</summary>
    public static double? Seconds(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8))
        {
            return null;
        }

        uint? rate = null;
        for (var rest = file[12..]; rest.Length >= ChunkHead;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var body = rest[ChunkHead..];
            if (rest.StartsWith("fmt "u8) && body.Length >= 12)
            {
                rate = BinaryPrimitives.ReadUInt32LittleEndian(body[8..]);
            }
            else if (rest.StartsWith("data"u8))
            {
                // The header of a file that was written as a stream may name more bytes than the file holds.
                return rate is > 0 ? Math.Min(length, (uint)body.Length) / (double)rate : null;
            }

            var next = length + (length & 1L);
            rest = next < body.Length ? body[(int)next..] : [];
        }

        return null;
    }
}
