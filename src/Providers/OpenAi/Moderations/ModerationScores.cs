using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MockLlm.Providers.OpenAi.Moderations;

/// <summary>How likely a text belongs to each category: always the same for the text.</summary>
internal static class ModerationScores
{
    /// <summary>From here on a category is flagged.</summary>
    public const double Flagged = 0.5;

    private static readonly char[] Separators = [.. " \t\r\n.,;:!?\"'()[]{}"];

    /// <summary>The scores in the order of <see cref="ModerationCategory.All"/>.</summary>
    public static IReadOnlyList<double> Of(string? text)
    {
        var lower = text?.ToLowerInvariant() ?? "";
        var words = lower.Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return [.. ModerationCategory.All.Select((category, index) => Score(category.Words.Overlaps(words), lower, index))];
    }

    // Where nothing is found the live model is nearly sure, but never quite.
    private static double Score(bool isFound, string text, int category)
    {
        var drawn = (XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), category) >> 11) * (1.0 / (1UL << 53));
        return isFound ? 0.8 + (0.19 * drawn) : Math.Pow(10, -6 + (3 * drawn));
    }
}
