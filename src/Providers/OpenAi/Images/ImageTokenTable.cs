namespace MockLlm.Providers.OpenAi.Images;

/// <summary>The tokens of a generated image (OpenAI guide "Image generation", cost of gpt-image-1). Other sizes cost tokens by their area.</summary>
internal static class ImageTokenTable
{
    public static int Of(ImageSize size, string quality) => (size.Width, size.Height) switch
    {
        (1024, 1536) => Of(quality, 408, 1584, 6240),
        (1536, 1024) => Of(quality, 400, 1568, 6208),
        var (width, height) => (int)Math.Ceiling(Of(quality, 272, 1056, 4160) * ((double)width * height / (1024 * 1024))),
    };

    private static int Of(string quality, int low, int medium, int high) => quality switch
    {
        "low" => low,
        "medium" => medium,
        _ => high,
    };
}
