using MockLlm.Engine.Media;

namespace MockLlm.Providers.OpenAi.Inputs;

/// <summary>What images in a prompt cost (OpenAI guide "Images and vision", "Calculating costs").</summary>
internal static class ImageTokens
{
    private const int Tile = 512;
    private const int LongestSide = 2048;
    private const int ShortestSide = 768;
    private const int Patch = 32;
    private const int MostPatches = 1536;

    // Of an image that is elsewhere nothing is known.
    private static readonly PixelSize Assumed = new(1024, 1024);

    // The longest prefix that fits decides. A base and a tile's cost, or a patch's.
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

    /// <param name="model">The model's name as sent; an unknown one counts as today's.</param>
    /// <param name="size">The image's size; null: not known.</param>
    /// <param name="detail"><c>low</c> costs the base alone where the model counts tiles; anything else is high.</param>
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

    // Where there are too many, the image is shrunk until whole patches fill one of its sides.
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

    // A strip that is less than a patch wide has one all the same.
    private static double Filled(double patches) => patches < 1 ? 1 : Math.Floor(patches) / patches;

    // What is a whole number but for its rounding.
    private static double Exact(double patches) => Math.Round(patches, 9);

    private static int Count(int pixels, int side) => (pixels + side - 1) / side;
}
