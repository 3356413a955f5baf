using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MockLlm.Engine.Yaml.Reading;

/// <summary>
/// Reads sizes such as <c>32MiB</c>, <c>10KiB</c>, <c>1GiB</c> and <c>512B</c>. A number without a unit is a number of bytes.
/// </summary>
internal static class ByteSizes
{
    /// <summary>Reads a size.</summary>
    /// <param name="text">The size as written.</param>
    /// <param name="value">The number of bytes, never negative. It is rounded down.</param>
    /// <param name="advice">What is wrong and what to write, or null if the size is valid.</param>
    public static bool TryParse(string text, out long value, [NotNullWhen(false)] out string? advice)
    {
        value = 0;
        var (number, unit) = Quantity.Split(text);
        if (!Quantity.IsNumber(number))
        {
            advice = "it must be a size such as 32MiB, 10KiB, 512B or a number of bytes";
            return false;
        }

        if (BytesOf(unit) is not long bytes)
        {
            advice = ForeignSize(number, unit.Trim());
            return false;
        }

        var total = decimal.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * bytes;
        if (total > long.MaxValue)
        {
            advice = "the size is too large, write for instance 1GiB";
            return false;
        }

        (value, advice) = ((long)total, null);
        return true;
    }

    /// <summary>Writes a size in the largest unit that keeps it whole.</summary>
    public static string Write(long bytes)
    {
        string[] units = ["GiB", "MiB", "KiB"];
        return units.FirstOrDefault(unit => bytes % BytesOf(unit) == 0) is { } unit
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / BytesOf(unit)}{unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes}B");
    }

    // A suggestion must be the same size. MB can mean two sizes, so both are named with their bytes.
    private static string ForeignSize(string number, string unit)
    {
        const string Units = "the units of a size are B, KiB, MiB and GiB, without a space";
        var value = decimal.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        var (binary, isClear) = unit.ToUpperInvariant() switch
        {
            "B" or "BYTE" or "BYTES" => ("B", true),
            "KIB" or "KI" => ("KiB", true),
            "MIB" or "MI" => ("MiB", true),
            "GIB" or "GI" => ("GiB", true),
            "KB" or "K" => ("KiB", false),
            "MB" or "M" => ("MiB", false),
            "GB" or "G" => ("GiB", false),
            _ => ("", false),
        };
        if (binary.Length == 0)
        {
            return Units + ", such as 32MiB, 10KiB or 512B";
        }

        var decimalUnit = binary switch { "KiB" => 1e3m, "MiB" => 1e6m, _ => 1e9m };
        return isClear
            ? $"{Units}, write {number}{binary}"
            : string.Create(CultureInfo.InvariantCulture, $"{Units}, write {number}{binary} for {value * BytesOf(binary)!.Value:0} bytes, or {value * decimalUnit:0}B");
    }

    private static long? BytesOf(string unit) => unit switch
    {
        "" or "B" => 1,
        "KiB" => 1L << 10,
        "MiB" => 1L << 20,
        "GiB" => 1L << 30,
        _ => null,
    };
}
