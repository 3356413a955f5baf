using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Latency;

/// <summary>Reads a distribution: a single value, or a map in one of four forms.</summary>
internal static class DistributionSetting
{
    private const double MostCv = 100;

    private static readonly string[][] Names = [["mean", "cv"], ["median", "p99"], ["min", "max"], ["samples"]];

    /// <summary>Reads a duration that can vary, and reports what is wrong with it.</summary>
    /// <returns>The distribution in ticks, or null if the value is wrong.</returns>
    public static Distribution? Read(YamlValueReader value) => Read(value, DistributionUnit.Duration);

    /// <summary>Reads the value and reports what is wrong with it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="unit">What the values of the distribution are.</param>
    /// <returns>The distribution, or null if the value is wrong.</returns>
    public static Distribution? Read(YamlValueReader value, DistributionUnit unit) => value.Node switch
    {
        YamlScalar { IsNull: false } => unit.Read(value) is { } always ? new Distribution.Constant(always) : null,
        YamlMap map => value.Map(keys => ReadMap(value, map, keys, unit)),
        _ => value.Wrong<Distribution>(Forms(unit)),
    };

    private static string Forms(DistributionUnit unit) =>
        $"write {unit.One}, {unit.Mean}, {unit.Quantiles}, {unit.Range} or {unit.Samples}";

    private static Distribution? ReadMap(YamlValueReader value, YamlMap map, YamlMapReader keys, DistributionUnit unit)
    {
        Func<YamlMapReader, DistributionUnit, Distribution?>[] forms = [ReadMean, ReadQuantiles, ReadRange, ReadSamples];
        var written = Names.Index().Where(form => map.Entries.Any(entry => form.Item.Contains(entry.Key.Text))).ToList();
        foreach (var name in Names.SelectMany(form => form))
        {
            keys.Value(name);
        }

        return written switch
        {
            [var form] => forms[form.Index](keys, unit),
            [] => value.Wrong<Distribution>($"it must say how the {unit.Noun} is distributed, {Forms(unit)}"),
            _ => value.Wrong<Distribution>($"{Named(written[0].Item)} and {Named(written[1].Item)} are two forms, keep one"),
        };
    }

    private static LogNormal? ReadMean(YamlMapReader keys, DistributionUnit unit)
    {
        var mean = Positive(keys.Required("mean", $"write it beside cv, for instance {unit.Mean}"), unit);
        var cv = keys.Required("cv", $"write it beside mean, for instance {unit.Mean}")?.Number(
            number => number is >= 0 and <= MostCv, "it must be a number from 0 to 100, the standard deviation divided by the mean, for instance 0.3");
        return mean is { } center && cv is { } spread ? LogNormal.OfMean(center, spread) : null;
    }

    private static LogNormal? ReadQuantiles(YamlMapReader keys, DistributionUnit unit)
    {
        var median = Positive(keys.Required("median", $"write it beside p99, for instance {unit.Quantiles}"), unit);
        var written = keys.Required("p99", $"write it beside median, for instance {unit.Quantiles}");
        return median is { } half && AtLeast(half, written, "the median", unit) is { } most ? LogNormal.OfQuantiles(half, most) : null;
    }

    private static Distribution.Uniform? ReadRange(YamlMapReader keys, DistributionUnit unit)
    {
        var min = keys.Required("min", $"write it beside max, for instance {unit.Range}") is { } low ? unit.Read(low) : null;
        var written = keys.Required("max", $"write it beside min, for instance {unit.Range}");
        return min is { } least && AtLeast(least, written, "min", unit) is { } most ? new(least, most) : null;
    }

    private static Distribution.Samples? ReadSamples(YamlMapReader keys, DistributionUnit unit)
    {
        var example = $"such as {unit.List}";
        var written = keys.Value("samples")?.SomeItems($"it must be a list of {unit.Plural}, {example}", $"it must have at least one {unit.Noun}, {example}");
        var values = (written ?? []).Select(unit.Read).ToList();
        return values.Count == 0 || values.Contains(null) ? null : new([.. values.Select(value => value!.Value)]);
    }

    private static double? Positive(YamlValueReader? written, DistributionUnit unit) => written is not null && unit.Read(written) is { } value
        ? value > 0 ? value : written.Missing<double>($"it must be more than 0, for instance {unit.One}")
        : null;

    private static double? AtLeast(double least, YamlValueReader? written, string name, DistributionUnit unit) => written is not null && unit.Read(written) is { } value
        ? value >= least ? value : written.Missing<double>($"it must be at least {name}, {unit.Write(least)}")
        : null;

    private static string Named(string[] names) => string.Join("/", names);
}
