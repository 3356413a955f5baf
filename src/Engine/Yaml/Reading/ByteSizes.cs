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
            advice = $"the units of a size are B, KiB, MiB and GiB, write for instance {number}MiB";
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

    private static long? BytesOf(string unit) => unit switch
    {
        "" or "B" => 1,
        "KiB" => 1L << 10,
        "MiB" => 1L << 20,
        "GiB" => 1L << 30,
        _ => null,
    };
}
