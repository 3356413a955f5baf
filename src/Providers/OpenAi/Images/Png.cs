using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace MockLlm.Providers.OpenAi.Images;

/// <summary>
/// Draws a PNG (ISO/IEC 15948): eight by eight fields in two colours, mirrored left to right, all from a seed. A pixel is one bit, and
/// most rows repeat the row above, so an image of any size takes a few hundred bytes.
/// </summary>
internal static class Png
{
    private const int Fields = 8;
    private const byte Up = 2;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <param name="file">The name of the image.</param>
    /// <param name="isTransparent">Whether the light colour is transparent.</param>
    public static byte[] Draw(ImageFile file, bool isTransparent = false)
    {
        using var png = new MemoryStream(1024);
        png.Write(Signature);
        Chunk(png, "IHDR"u8, Header(file.Size));
        Chunk(png, "PLTE"u8, Palette(file.Seed));
        if (isTransparent)
        {
            Chunk(png, "tRNS"u8, [0]);
        }

        Chunk(png, "IDAT"u8, Pixels(file));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    // One bit per pixel, palette colours, the only compression and filter method there is, and no interlacing.
    private static byte[] Header(ImageSize size)
    {
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, size.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size.Height);
        return header;
    }

    // A light colour, and a dark colour from the same bytes.
    private static byte[] Palette(ulong seed)
    {
        byte[] hue = [(byte)(seed >> 40), (byte)(seed >> 48), (byte)(seed >> 56)];
        return [.. hue.Select(part => (byte)(0xc0 | (part >> 2))), .. hue.Select(part => (byte)(part >> 2))];
    }

    private static byte[] Pixels(ImageFile file)
    {
        using var packed = new MemoryStream(1024);
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            var row = new byte[1 + ((file.Size.Width + 7) / 8)];
            var same = new byte[row.Length];
            same[0] = Up;
            for (int y = 0, drawn = -1; y < file.Size.Height; y++)
            {
                var field = y * Fields / file.Size.Height;
                zlib.Write(field == drawn ? same : Row(file, field, row));
                drawn = field;
            }
        }

        return packed.ToArray();
    }

    private static byte[] Row(ImageFile file, int field, byte[] row)
    {
        Array.Clear(row);
        for (var x = 0; x < file.Size.Width; x++)
        {
            var column = x * Fields / file.Size.Width;
            var mirrored = Math.Min(column, Fields - 1 - column);
            row[1 + (x / 8)] |= (byte)((int)(file.Seed >> ((field * Fields / 2) + mirrored) & 1) << (7 - (x % 8)));
        }

        return row;
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        var crc = new Crc32();
        crc.Append(type);
        crc.Append(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc.GetCurrentHashAsUInt32());
        png.Write(number);
    }
}
