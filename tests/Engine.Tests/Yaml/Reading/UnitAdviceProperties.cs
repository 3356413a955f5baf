using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Tests.Yaml.Reading;

/// <summary>A suggestion for a wrong spelling is the same value in the right spelling.</summary>
public sealed partial class UnitAdviceProperties
{
    // The ticks of each unit are written out, so that they do not depend on the code under test.
    private static readonly (decimal Ticks, string[] Spellings)[] Durations =
    [
        (0.01m, ["ns", "nanoseconds", "NS"]),
        (10, ["us", "µs", "μs", "usec", "microseconds", "US"]),
        (10_000, ["ms", "msec", "millis", "milliseconds", "MS", "Ms"]),
        (10_000_000, ["s", "sec", "secs", "seconds", "S"]),
        (600_000_000, ["m", "min", "mins", "minute", "minutes", "M"]),
        (36_000_000_000, ["h", "hr", "hours"]),
        (864_000_000_000, ["d", "day"]),
    ];

    private static readonly (decimal Bytes, string[] Spellings)[] Sizes =
    [
        (1, ["B", "b", "bytes"]),
        (1 << 10, ["KiB", "kib", "Ki"]),
        (1 << 20, ["MiB", "mib", "Mi"]),
        (1 << 30, ["GiB", "gib", "Gi"]),
    ];

    [Property(MaxTest = 2000)]
    public Property A_suggested_duration_is_as_long_as_what_was_written() => Prop.ForAll(
        Written(Durations).ToArbitrary(),
        written =>
        {
            if (Engine.Yaml.Reading.Durations.TryParse(written.Text, out var read, out var advice))
            {
                return read.Ticks == (long)decimal.Round(written.Value);
            }

            return Suggestion().Match(advice) is not { Success: true } match || Ticks(match.Groups["value"].Value) == written.Value;
        });

    [Property(MaxTest = 2000)]
    public Property A_suggested_size_is_as_large_as_what_was_written() => Prop.ForAll(
        Written(Sizes).ToArbitrary(),
        written =>
        {
            if (ByteSizes.TryParse(written.Text, out var read, out var advice))
            {
                return read == (long)written.Value;
            }

            return Suggestion().Match(advice) is not { Success: true } match
                || (ByteSizes.TryParse(match.Groups["value"].Value, out var suggested, out _) && suggested == (long)written.Value);
        });

    [Property(MaxTest = 2000)]
    public Property An_ambiguous_size_gets_two_suggestions_that_say_their_bytes() => Prop.ForAll(
        Gen.Elements("KB", "MB", "GB", "k", "m", "g", " MB", "Kb").Zip(Gen.Choose(1, 999)).ToArbitrary(),
        written =>
        {
            Assert.False(ByteSizes.TryParse($"{written.Item2}{written.Item1}", out _, out var advice));
            var match = TwoSizes().Match(advice);
            return match.Success
                && ByteSizes.TryParse(match.Groups["binary"].Value, out var binary, out _)
                && ByteSizes.TryParse(match.Groups["decimal"].Value, out var size, out _)
                && binary == long.Parse(match.Groups["bytes"].Value, CultureInfo.InvariantCulture)
                && binary != size;
        });

    [Theory]
    [InlineData("40µs", "40us")]
    [InlineData("5 min", "5m")]
    public void What_was_meant_is_suggested(string written, string suggested)
    {
        Assert.False(Engine.Yaml.Reading.Durations.TryParse(written, out _, out var advice));
        Assert.Equal(suggested, Suggestion().Match(advice).Groups["value"].Value);
    }

    private static Gen<(string Text, decimal Value)> Written((decimal Factor, string[] Spellings)[] units) =>
        from unit in Gen.Elements(units)
        from spelling in Gen.Elements(unit.Spellings)
        from whole in Gen.Choose(0, 2000)
        from digits in Gen.Choose(0, 999)
        from point in Gen.Elements("", ".", ",")
        from space in Gen.Elements("", " ", "  ")
        let number = point.Length == 0 ? $"{whole}" : $"{whole}{point}{digits}"
        let isThousands = point == "," && digits > 99
        select (number + space + spelling, (isThousands ? -1 : decimal.Parse(number.Replace(',', '.'), CultureInfo.InvariantCulture)) * unit.Factor);

    private static decimal Ticks(string suggestion)
    {
        var number = suggestion.TrimEnd('u', 'm', 's');
        return decimal.Parse(number, CultureInfo.InvariantCulture) * suggestion[number.Length..] switch
        {
            "us" => 10,
            "ms" => 10_000,
            "s" => 10_000_000,
            "m" => 600_000_000,
            var unit => throw new InvalidOperationException($"{unit} is not a unit."),
        };
    }

    [GeneratedRegex(@"write (?<value>[0-9.]+\p{L}+)$")]
    private static partial Regex Suggestion();

    [GeneratedRegex(@"write (?<binary>\S+) for (?<bytes>[0-9]+) bytes, or (?<decimal>\S+)$")]
    private static partial Regex TwoSizes();
}
