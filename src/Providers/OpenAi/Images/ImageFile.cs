using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace MockLlm.Providers.OpenAi.Images;

/// <summary>
/// An image by name: <c>img-</c>, 16 hexadecimal digits that its pattern comes from, its size, <c>.png</c>. The name says all that it takes
/// to draw it, so none is stored.
/// </summary>
/// <param name="Seed">What the pattern comes from.</param>
/// <param name="Size">Its size in pixels.</param>
internal readonly record struct ImageFile(ulong Seed, ImageSize Size)
{
    private const string Start = "img-";
    private const string End = ".png";
    private const int Digits = 16;

    // The sizes of the older models, which may not be free.
    private const int MostPixels = 3840 * 2160;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Start}{Seed:x16}-{Size}{End}");

    /// <summary>One of the images that are made of a prompt.</summary>
    public static ImageFile Of(ImageRequest request, int index) =>
        new(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(request.Model + '\n' + request.Prompt), index), request.Size);

    /// <summary>Null: no image has this name.</summary>
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
