using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MockLlm.Providers.Tests.OpenAi.Images;

/// <summary>A PNG of one bit a pixel, read with no code of the program's own: signature, chunks, their CRCs, zlib and filters.</summary>
internal sealed record PngReading(int Width, int Height, IReadOnlyList<string> Chunks, IReadOnlyList<bool[]> Rows)
{
    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];

    public static PngReading Of(byte[] png)
    {
        Assert.Equal(Signature, png[..8]);
        var chunks = new List<(string Type, byte[] Data)>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            Assert.Equal(Crc(png.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += length + 12;
        }

        var header = chunks[0].Data;
        Assert.Equal([1, 3, 0, 0, 0], header[8..]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        return new(width, height, [.. chunks.Select(chunk => chunk.Type)], Unfilter(chunks.Single(chunk => chunk.Type == "IDAT").Data, width, height));
    }

    private static List<bool[]> Unfilter(byte[] packed, int width, int height)
    {
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var raw = new MemoryStream();
        zlib.CopyTo(raw);
        var bytes = raw.ToArray();
        var stride = 1 + ((width + 7) / 8);
        Assert.Equal(stride * height, bytes.Length);
        var above = new byte[stride];
        var rows = new List<bool[]>();
        for (var y = 0; y < height; y++)
        {
            var row = bytes[(y * stride)..((y + 1) * stride)];
            Assert.Contains(row[0], new byte[] { 0, 2 });
            for (var i = 1; row[0] == 2 && i < stride; i++)
            {
                row[i] += above[i];
            }

            above = row;
            rows.Add([.. Enumerable.Range(0, width).Select(x => (row[1 + (x / 8)] >> (7 - (x % 8)) & 1) == 1)]);
        }

        return rows;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
