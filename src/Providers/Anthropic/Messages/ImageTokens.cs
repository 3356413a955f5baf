using MockLlm.Engine.Media;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>Counts the tokens of images (Anthropic guide "Vision", "Calculate image costs"): one token for 750 pixels, after large images are shrunk.</summary>
internal static class ImageTokens
{
    // The cost of the largest image. It is also assumed for a file and for an image whose size is not known: the vendor documents
    // 1,500 to 3,000 tokens for a page.
    private const int Most = 1600;

    private const int LongestEdge = 1568;
    private const double PixelsPerToken = 750;

    /// <param name="size">The size of the image, or null if it is not known.</param>
    public static int Of(PixelSize? size)
    {
        if (size is not { } pixels)
        {
            return Most;
        }

        var shrink = Math.Min(1, LongestEdge / (double)Math.Max(pixels.Width, pixels.Height));
        return (int)Math.Min(Most, Math.Ceiling(pixels.Width * shrink * (pixels.Height * shrink) / PixelsPerToken));
    }
}
