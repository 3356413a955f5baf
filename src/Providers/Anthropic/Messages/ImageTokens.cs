using MockLlm.Engine.Media;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>What images cost (Anthropic guide "Vision", "Calculate image costs"): a token for 750 pixels, after larger ones are shrunk.</summary>
internal static class ImageTokens
{
    // What the largest image costs, and what is assumed of one whose size is not known and of a file: the vendor documents 1,500 to
    // 3,000 tokens for a page.
    private const int Most = 1600;

    private const int LongestEdge = 1568;
    private const double PixelsPerToken = 750;

    /// <param name="size">The image's size; null: not known.</param>
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
