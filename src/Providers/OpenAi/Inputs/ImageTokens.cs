using MockLlm.Engine.Media;

namespace MockLlm.Providers.OpenAi.Inputs;

/// <summary>Counts the tokens of images in a prompt (OpenAI guide "Images and vision", "Calculating costs").</summary>
internal static class ImageTokens
{
    private const int Tile = 512;
    private const int LongestSide = 2048;
    private const int ShortestSide = 768;
    private const int Patch = 32;
    private const int MostPatches = 1536;

    // The size that is assumed for an image that is not part of the request.
    private static readonly PixelSize Assumed = new(1024, 1024);

    // The longest prefix of the name of the model is used. A model counts a base and tiles, or patches.
    private static readonly (string Prefix, int Base, int PerTile, double PerPatch)[] Models =
    [
        ("gpt-5", 0, 0, 1.2),
        ("gpt-5-", 70, 140, 0),
        ("gpt-5-mini", 0, 0, 1.62),
        ("gpt-5-nano", 0, 0, 2.46),
        ("gpt-5.1", 70, 140, 0),
        ("gpt-4", 85, 170, 0),
        ("gpt-4o-mini", 2833, 5667, 0),
        ("gpt-4.1-mini", 0, 0, 1.62),
        ("gpt-4.1-nano", 0, 0, 2.46),
        ("o1", 75, 150, 0),
        ("o3", 75, 150, 0),
        ("o4-mini", 0, 0, 1.72),
        ("computer-use-preview", 65, 129, 0),
    ];

    /// <param name="model">The name of the model as the client sent it. An unknown model counts like the newest ones.</param>
    /// <param name="size">The size of the image, or null if it is not known.</param>
    /// <param name="detail">The detail. <c>low</c> costs only the base if the model counts tiles. Any other value is high.</param>
    public static int Of(string model, PixelSize? size, string? detail)
    {
        var (_, fixedCost, perTile, perPatch) = Rule(model);
        return perTile == 0 ? (int)Math.Ceiling(Patches(size ?? Assumed) * perPatch)
            : detail == "low" ? fixedCost
            : fixedCost + (perTile * Tiles(size ?? Assumed));
    }

    private static (string Prefix, int Base, int PerTile, double PerPatch) Rule(string model)
    {
        var name = model == "gpt-5" ? "gpt-5-" : model;
        return Models.Where(rule => name.StartsWith(rule.Prefix, StringComparison.Ordinal)).DefaultIfEmpty(Models[0]).MaxBy(rule => rule.Prefix.Length);
    }

    private static int Tiles(PixelSize size)
    {
        var fitting = Shrunk(size, Math.Max(size.Width, size.Height), LongestSide);
        var scaled = Shrunk(fitting, Math.Min(fitting.Width, fitting.Height), ShortestSide);
        return Count(scaled.Width, Tile) * Count(scaled.Height, Tile);
    }

    private static PixelSize Shrunk(PixelSize size, int side, int most) => side <= most
        ? size
        : new((int)Math.Round(size.Width * (double)most / side), (int)Math.Round(size.Height * (double)most / side));

    // If there are too many patches, the image is shrunk until whole patches fill one of its sides.
    private static int Patches(PixelSize size)
    {
        var (wide, high) = (size.Width / (double)Patch, size.Height / (double)Patch);
        if (Math.Ceiling(wide) * Math.Ceiling(high) <= MostPatches)
        {
            return Count(size.Width, Patch) * Count(size.Height, Patch);
        }

        var shrink = Math.Sqrt(MostPatches / (wide * high));
        shrink *= Math.Min(Filled(wide * shrink), Filled(high * shrink));
        return (int)Math.Min(MostPatches, Math.Ceiling(Exact(wide * shrink)) * Math.Ceiling(Exact(high * shrink)));
    }

    // A strip that is narrower than a patch counts as one patch.
    private static double Filled(double patches) => patches < 1 ? 1 : Math.Floor(patches) / patches;

    // Removes the rounding error of a number that should be whole.
    private static double Exact(double patches) => Math.Round(patches, 9);

    private static int Count(int pixels, int side) => (pixels + side - 1) / side;
}
