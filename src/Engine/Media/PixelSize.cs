using System.Buffers.Binary;

namespace MockLlm.Engine.Media;

/// <summary>The width and height of an image in pixels, read from the start of a PNG, GIF, JPEG or WebP file.</summary>
internal readonly record struct PixelSize(int Width, int Height)
{
    // In a JPEG, the size comes after the metadata of the camera, which can be long.
    private const int MaxCharacters = 512 * 1024;
    private const string Base64 = ";base64,";

    /// <summary>
    /// Reads the size from a data URL. Null if the URL is not a data URL, or the image is corrupted or has another format.
    /// </summary>
    public static PixelSize? OfDataUrl(string url)
    {
        var data = url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? url.IndexOf(Base64, StringComparison.OrdinalIgnoreCase) : -1;
        return data < 0 ? null : OfBase64(url.AsSpan(data + Base64.Length));
    }

    public static PixelSize? OfBase64(ReadOnlySpan<char> base64)
    {
        var start = base64[..(Math.Min(base64.Length, MaxCharacters) / 4 * 4)];
        var bytes = new byte[start.Length / 4 * 3];
        return Convert.TryFromBase64Chars(start, bytes, out var length) ? Of(bytes.AsSpan(0, length)) : null;
    }

    public static PixelSize? Of(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] when file.Length >= 24 => Checked(BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..])),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] when file.Length >= 10 => Checked(Little16(file[6..]), Little16(file[8..])),
        [0xff, 0xd8, ..] => Jpeg(file[2..]),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] when file.Length >= 30 => WebP(file[12..]),
        _ => null,
    };

    // Goes from segment to segment up to the frame header. Its marker is in the range C0 to CF, without C4, C8 and CC (ITU-T T.81, table
    // B.1).
    private static PixelSize? Jpeg(ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= 9 && rest[0] == 0xff)
        {
            var marker = rest[1];
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                return Checked(BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..]));
            }

            // The marker is a fill byte, or the start of a segment with its length.
            var length = marker == 0xff ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            rest = length < rest.Length ? rest[length..] : [];
        }

        return null;
    }

    private static PixelSize? WebP(ReadOnlySpan<byte> chunk) => chunk[..4] switch
    {
        [(byte)'V', (byte)'P', (byte)'8', (byte)'X'] => new(1 + Little24(chunk[12..]), 1 + Little24(chunk[15..])),
        [(byte)'V', (byte)'P', (byte)'8', (byte)'L'] => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..])),
        [(byte)'V', (byte)'P', (byte)'8', (byte)' '] => Checked(Little16(chunk[14..]) & 0x3fff, Little16(chunk[16..]) & 0x3fff),
        _ => null,
    };

    private static PixelSize Lossless(uint bits) => new(1 + (int)(bits & 0x3fff), 1 + (int)((bits >> 14) & 0x3fff));

    private static PixelSize? Checked(int width, int height) => width > 0 && height > 0 ? new(width, height) : null;

    private static int Little16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static int Little24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
