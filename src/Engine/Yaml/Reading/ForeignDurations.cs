using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MockLlm.Engine.Yaml.Reading;

/// <summary>
/// Reads durations in spellings that responses.yml does not accept, such as <c>40µs</c>, <c>5 min</c>, <c>1m30s</c> and <c>1,5s</c>. An
/// error message can then name the same duration in the accepted spelling.
/// </summary>
internal static partial class ForeignDurations
{
    // Longer texts are no durations. The bound keeps the work small.
    private const int MostCharacters = 60;

    // Each row has an accepted unit, the factor to it, and other spellings of that unit. Upper and lower case make no difference.
    private static readonly (string Unit, decimal Factor, string[] Spellings)[] Units =
    [
        ("us", 0.001m, ["ns", "nsec", "nsecs", "nano", "nanos", "nanosecond", "nanoseconds"]),
        ("us", 1, ["us", "µs", "μs", "usec", "usecs", "micro", "micros", "microsecond", "microseconds"]),
        ("ms", 1, ["ms", "msec", "msecs", "milli", "millis", "millisecond", "milliseconds"]),
        ("s", 1, ["s", "sec", "secs", "second", "seconds"]),
        ("m", 1, ["m", "min", "mins", "minute", "minutes"]),
        ("m", 60, ["h", "hr", "hrs", "hour", "hours"]),
        ("m", 1440, ["d", "day", "days"]),
    ];

    private static readonly FrozenDictionary<string, (string Unit, decimal Factor)> BySpelling = Units
        .SelectMany(row => row.Spellings, (row, spelling) => KeyValuePair.Create(spelling, (row.Unit, row.Factor)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a duration in the accepted spelling.</summary>
    /// <param name="text">The duration as somebody wrote it.</param>
    /// <returns>Exactly the same duration, such as <c>5m</c>. It may be too long. Null if it is not clear what is meant.</returns>
    public static string? Rewrite(string text)
    {
        if (text.Length > MostCharacters || Parts().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var parts = new List<(decimal Number, string Unit)>();
        foreach (var (number, unit) in match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures, (number, unit) => (number.Value, unit.Value)))
        {
            if (Number(number) is not { } value || !BySpelling.TryGetValue(unit, out var known))
            {
                return null;
            }

            parts.Add((value * known.Factor, known.Unit));
        }

        return parts is [var only] ? Written(only.Number, only.Unit) : Sum(parts);
    }

    // The smallest of the units keeps the sum whole.
    private static string? Sum(List<(decimal Number, string Unit)> parts)
    {
        var smallest = parts.MinBy(part => Durations.TicksOf(part.Unit)).Unit;
        return Written(parts.Sum(part => part.Number * Durations.TicksOf(part.Unit) / Durations.TicksOf(smallest)), smallest);
    }

    // The division removes zeros at the end.
    private static string? Written(decimal number, string unit)
    {
        var written = (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
        return Quantity.IsNumber(written) ? written + unit : null;
    }

    // A comma before three digits may separate thousands.
    private static decimal? Number(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var isClear = comma < 0 || (text.Length - comma - 1 != 3 && !text.Contains('.', StringComparison.Ordinal));
        return isClear && decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"^\s*(?:(?<number>[0-9]{1,15}(?:[.,][0-9]{1,15})?)\s*(?<unit>\p{L}{1,12})\.?\s*)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
