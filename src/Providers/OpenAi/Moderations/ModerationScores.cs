using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MockLlm.Providers.OpenAi.Moderations;

/// <summary>The scores of a text in each category. They are always the same for the same text.</summary>
internal static class ModerationScores
{
    /// <summary>The lowest score at which a category is flagged.</summary>
    public const double Flagged = 0.5;

    private static readonly char[] Separators = [.. " \t\r\n.,;:!?\"'()[]{}"];

    /// <summary>Returns the scores in the order of <see cref="ModerationCategory.All"/>.</summary>
    public static IReadOnlyList<double> Of(string? text)
    {
        var lower = text?.ToLowerInvariant() ?? "";
        var words = lower.Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return [.. ModerationCategory.All.Select((category, index) => Score(category.Words.Overlaps(words), lower, index))];
    }

    // The scores of the live model are small but never zero if it finds nothing.
    private static double Score(bool isFound, string text, int category)
    {
        var drawn = (XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), category) >> 11) * (1.0 / (1UL << 53));
        return isFound ? 0.8 + (0.19 * drawn) : Math.Pow(10, -6 + (3 * drawn));
    }
}
