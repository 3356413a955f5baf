using System.Text.Json;
using MockLlm.Engine.Media;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The source of an image (Claude API reference, "Vision").</summary>
/// <param name="Place">The path of the image inside its block, as the vendor writes it.</param>
/// <param name="MediaType">The media type that the request names, or null if the image is not in the request.</param>
/// <param name="Length">The length of the base64 text.</param>
internal sealed record ImageSource(string Place, string? MediaType, int Length)
{
    private const int StartLength = 16;
    private static readonly string[] MediaTypes = ["image/jpeg", "image/png", "image/gif", "image/webp"];

    /// <summary>The media type that the first bytes show, or null if they show none of the four.</summary>
    public string? Shown { get; private init; }

    /// <summary>The size, or null if it is not known.</summary>
    public PixelSize? Size { get; private init; }

    /// <summary>Reads the source of an image block. Null means that it has a mistake.</summary>
    public static ImageSource? Read(JsonFields image, string place) => image.Required("source") ? ReadSource(image, place) : null;

    /// <summary>Reads the images of a tool's result. Null means that it has none.</summary>
    /// <param name="result">The block.</param>
    /// <param name="content">The content of the block.</param>
    public static IReadOnlyList<ImageSource>? ReadNested(JsonFields result, JsonElement? content)
    {
        if (content is not { ValueKind: JsonValueKind.Array } blocks || !blocks.EnumerateArray().Any(IsImage))
        {
            return null;
        }

        List<ImageSource> images = [];
        var index = -1;
        result.Items("content")?.Objects(block =>
        {
            index++;
            var isImage = block.Any("type") is { ValueKind: JsonValueKind.String } type && type.ValueEquals("image"u8);
            if (isImage && ReadSource(block.As("image"), $"tool_result.content.{index}.image") is { } image)
            {
                images.Add(image);
            }

            return index;
        });
        return images;
    }

    private static ImageSource? ReadSource(JsonFields image, string place)
    {
        if (image.Section("source") is not { } source || !source.Required("type"))
        {
            return null;
        }

        if (source.Text("type") != "base64")
        {
            return new(place, null, 0);
        }

        var inline = source.As("base64");
        var type = inline.Required("media_type") ? inline.OneOf("media_type", MediaTypes) : null;
        var data = inline.RequiredText("data");
        return new(place, type, data.Length) { Shown = TypeOf(data), Size = PixelSize.OfBase64(data) };
    }

    private static bool IsImage(JsonElement block) => block.ValueKind == JsonValueKind.Object
        && block.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("image"u8);

    private static string? TypeOf(string base64)
    {
        Span<byte> start = stackalloc byte[StartLength / 4 * 3];
        return base64.Length >= StartLength && Convert.TryFromBase64Chars(base64.AsSpan(0, StartLength), start, out _)
            ? start switch
            {
                [0xff, 0xd8, 0xff, ..] => "image/jpeg",
                [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
                [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
                [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P'] => "image/webp",
                _ => null,
            }
            : null;
    }
}
