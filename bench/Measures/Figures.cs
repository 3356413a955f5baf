using System.Globalization;

namespace MockLlm.Bench.Measures;

/// <summary>Order statistics, and how tables write them.</summary>
internal static class Figures
{
    /// <summary>The middle value; of an even number, the mean of the middle two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>A line of a table; the first column is left-aligned, the others right-aligned.</summary>
    public static string Row(string first, params string[] others) =>
        $"{first,-10}{string.Concat(others.Select(other => $"{other,14}"))}";

    public static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
