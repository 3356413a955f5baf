using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace MockLlm.Providers.OpenAi.Images;

/// <summary>
/// An image by its name: <c>img-</c>, 16 hexadecimal digits for the pattern, the size, <c>.png</c>. The image can be drawn from its name,
/// so no image is stored.
/// </summary>
/// <param name="Seed">The seed of the pattern.</param>
/// <param name="Size">The size in pixels.</param>
internal readonly record struct ImageFile(ulong Seed, ImageSize Size)
{
    private const string Start = "img-";
    private const string End = ".png";
    private const int Digits = 16;

    // The most pixels of an image. ImageSize.IsFree cannot be used here, because it refuses some sizes of the older models.
    private const int MostPixels = 3840 * 2160;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Start}{Seed:x16}-{Size}{End}");

    /// <summary>Returns one of the images of a prompt.</summary>
    public static ImageFile Of(ImageRequest request, int index) =>
        new(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(request.Model + '\n' + request.Prompt), index), request.Size);

    /// <summary>Reads the name of an image, or returns null if no image has this name.</summary>
    public static ImageFile? Parse(string name)
    {
        var size = Start.Length + Digits + 1;
        return name.StartsWith(Start, StringComparison.Ordinal)
            && name.EndsWith(End, StringComparison.Ordinal)
            && name.Length > size + End.Length
            && ulong.TryParse(name.AsSpan(Start.Length, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seed)
            && ImageSize.Parse(name[size..^End.Length]) is { Width: > 0, Height: > 0 } found
            && (long)found.Width * found.Height <= MostPixels
            && new ImageFile(seed, found) is var file
            && file.Name == name
                ? file
                : null;
    }
}
