using System.Globalization;

namespace MockLlm.Bench.Measures;

/// <summary>Computes medians and formats tables.</summary>
internal static class Figures
{
    /// <summary>The median. For an even number of values, it is the mean of the middle two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>A line of a table. The first column is left-aligned, and the others are right-aligned.</summary>
    public static string Row(string first, params string[] others) =>
        $"{first,-10}{string.Concat(others.Select(other => $"{other,14}"))}";

    public static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
