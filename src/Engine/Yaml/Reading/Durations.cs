using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MockLlm.Engine.Yaml.Reading;

/// <summary>Reads and writes durations such as <c>80us</c>, <c>15ms</c>, <c>1.5s</c>, <c>2m</c> and <c>0</c>.</summary>
internal static class Durations
{
    /// <summary>The longest duration, one day. Timers of the system accept 49 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The duration as written.</param>
    /// <param name="value">The duration, never negative, rounded to 100 ns.</param>
    /// <param name="advice">What is wrong and what to write, or null if the duration is valid.</param>
    public static bool TryParse(string text, out TimeSpan value, [NotNullWhen(false)] out string? advice)
    {
        value = TimeSpan.Zero;
        var (number, unit) = Quantity.Split(text);
        advice = Problem(text, number, unit);
        if (advice is not null)
        {
            return false;
        }

        var ticks = decimal.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * TicksOf(unit);
        if (ticks > Longest.Ticks)
        {
            advice = "a duration is at most a day, 1440m";
            return false;
        }

        value = TimeSpan.FromTicks((long)decimal.Round(ticks));
        return true;
    }

    /// <summary>Writes a duration in the largest unit in which it is a whole number.</summary>
    public static string Write(TimeSpan duration)
    {
        string[] units = ["m", "s", "ms", "us"];
        var unit = units.FirstOrDefault(unit => duration.Ticks % TicksOf(unit) == 0, "us");
        return duration == TimeSpan.Zero ? "0" : string.Create(CultureInfo.InvariantCulture, $"{(decimal)duration.Ticks / TicksOf(unit)}{unit}");
    }

    private static string? Problem(string text, string number, string unit)
    {
        if (text.StartsWith('-'))
        {
            return "a duration cannot be negative, write 0 or for instance 15ms";
        }

        if (Quantity.IsNumber(number) && unit.Length == 0)
        {
            return number == "0" ? null : $"a duration needs a unit, write {number}ms";
        }

        if (Quantity.IsNumber(number) && TicksOf(unit) != 0)
        {
            return null;
        }

        // A suggestion must be the same duration. If it is not clear which one is meant, there is none.
        return ForeignDurations.Rewrite(text) is { } rewritten
            ? TryParse(rewritten, out _, out var why) ? $"the units of a duration are us, ms, s and m, without a space, write {rewritten}" : why
            : "it must be a duration such as 80us, 15ms, 1.5s or 2m";
    }

    /// <summary>The length of a unit in ticks, or 0 if there is no such unit.</summary>
    public static long TicksOf(string unit) => unit switch
    {
        "" or "us" => TimeSpan.TicksPerMicrosecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        _ => 0,
    };
}
