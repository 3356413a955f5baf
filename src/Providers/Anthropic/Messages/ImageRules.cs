namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The rules for images in a request, in the words of the live API.</summary>
internal static class ImageRules
{
    private const int MostMegabytes = 10;
    private const int MostCharacters = MostMegabytes * 1024 * 1024;
    private const int LongestEdge = 8000;

    // With more images than this in one request, each must be smaller.
    private const int FewImages = 20;
    private const int LongestEdgeOfMany = 2000;

    /// <summary>Returns the first rule that an image breaks, or null if they break none.</summary>
    public static Problem? Broken(IReadOnlyList<InputMessage> messages)
    {
        var count = 0;
        for (var i = 0; i < messages.Count; i++)
        {
            for (var j = 0; j < messages[i].Blocks.Count; j++)
            {
                count += messages[i].Blocks[j].Images?.Count ?? 0;
            }
        }

        return count == 0 ? null : First(messages, count > FewImages);
    }

    private static Problem? First(IReadOnlyList<InputMessage> messages, bool areMany)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            for (var j = 0; j < messages[i].Blocks.Count; j++)
            {
                foreach (var image in messages[i].Blocks[j].Images ?? [])
                {
                    if (Broken(image, areMany) is { } words)
                    {
                        return $"messages.{i}.content.{j}.{image.Place}.source.base64{words}";
                    }
                }
            }
        }

        return null;
    }

    // The live API measures the base64 text, not the file.
    private static string? Broken(ImageSource image, bool areMany) => image switch
    {
        { MediaType: null } => null,
        { Length: 0 } => ": image cannot be empty",
        { Length: > MostCharacters } => $": image exceeds {MostMegabytes} MB maximum: {image.Length} bytes > {MostCharacters} bytes",
        { Shown: { } shown } when shown != image.MediaType =>
            $": The image was specified using the {image.MediaType} media type, but the image appears to be a {shown} image",
        { Size: { } size } when Math.Max(size.Width, size.Height) > LongestEdge =>
            $".data: At least one of the image dimensions exceed max allowed size: {LongestEdge} pixels",
        { Size: { } size } when areMany && Math.Max(size.Width, size.Height) > LongestEdgeOfMany =>
            $".data: At least one of the image dimensions exceed max allowed size for many-image requests: {LongestEdgeOfMany} pixels",
        _ => null,
    };
}
