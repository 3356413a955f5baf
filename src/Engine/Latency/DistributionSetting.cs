using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Latency;

/// <summary>Reads a distribution: a duration, or a map in one of four forms.</summary>
internal static class DistributionSetting
{
    private const double MostCv = 100;

    private const string Forms =
        "write 15ms, {mean: 15ms, cv: 0.3}, {median: 400ms, p99: 3s}, {min: 10ms, max: 20ms} or {samples: [12ms, 14ms]}";

    /// <summary>Reads the value and reports what is wrong with it.</summary>
    /// <returns>The distribution, or null if the value is wrong.</returns>
    public static Distribution? Read(YamlValueReader value) => value.Node switch
    {
        YamlScalar { IsNull: false } => value.Duration() is { } always ? new Distribution.Constant(always.Ticks) : null,
        YamlMap map => value.Map(keys => ReadMap(value, map, keys)),
        _ => value.Wrong<Distribution>(Forms),
    };

    private static Distribution? ReadMap(YamlValueReader value, YamlMap map, YamlMapReader keys)
    {
        Func<YamlMapReader, Distribution?>[] forms = [ReadMean, ReadQuantiles, ReadRange, ReadSamples];
        string[][] names = [["mean", "cv"], ["median", "p99"], ["min", "max"], ["samples"]];
        var written = names.Index().Where(form => map.Entries.Any(entry => form.Item.Contains(entry.Key.Text))).ToList();
        foreach (var name in names.SelectMany(form => form))
        {
            keys.Value(name);
        }

        return written switch
        {
            [var form] => forms[form.Index](keys),
            [] => value.Wrong<Distribution>($"it must say how the duration is distributed, {Forms}"),
            _ => value.Wrong<Distribution>($"{Named(written[0].Item)} and {Named(written[1].Item)} are two forms, keep one"),
        };
    }

    private static LogNormal? ReadMean(YamlMapReader keys)
    {
        var mean = Positive(keys.Required("mean", "write it beside cv, for instance {mean: 15ms, cv: 0.3}"));
        var cv = keys.Required("cv", "write it beside mean, for instance {mean: 15ms, cv: 0.3}")?.Number(
            number => number is >= 0 and <= MostCv, "it must be a number from 0 to 100, the standard deviation divided by the mean, for instance 0.3");
        return mean is { } ticks && cv is { } spread ? LogNormal.OfMean(ticks, spread) : null;
    }

    private static LogNormal? ReadQuantiles(YamlMapReader keys)
    {
        var median = Positive(keys.Required("median", "write it beside p99, for instance {median: 400ms, p99: 3s}"));
        var written = keys.Required("p99", "write it beside median, for instance {median: 400ms, p99: 3s}");
        return median is { } half && AtLeast(half, written, "the median") is { } most ? LogNormal.OfQuantiles(half, most) : null;
    }

    private static Distribution.Uniform? ReadRange(YamlMapReader keys)
    {
        var min = keys.Required("min", "write it beside max, for instance {min: 10ms, max: 20ms}")?.Duration()?.Ticks;
        var written = keys.Required("max", "write it beside min, for instance {min: 10ms, max: 20ms}");
        return min is { } least && AtLeast(least, written, "min") is { } most ? new(least, most) : null;
    }

    private static Distribution.Samples? ReadSamples(YamlMapReader keys)
    {
        const string Durations = "such as [12ms, 14ms, 200ms]";
        var written = keys.Value("samples")?.SomeItems($"it must be a list of durations, {Durations}", $"it must have at least one duration, {Durations}");
        var values = (written ?? []).Select(item => item.Duration()).ToList();
        return values.Count == 0 || values.Contains(null) ? null : new([.. values.Select(value => (double)value!.Value.Ticks)]);
    }

    private static double? Positive(YamlValueReader? written) => written?.Duration() is { } duration
        ? duration > TimeSpan.Zero ? duration.Ticks : written.Missing<double>("it must be more than 0, for instance 15ms")
        : null;

    private static double? AtLeast(double least, YamlValueReader? written, string name) => written?.Duration() is { } duration
        ? duration.Ticks >= least
            ? duration.Ticks
            : written.Missing<double>($"it must be at least {name}, {Durations.Write(TimeSpan.FromTicks((long)least))}")
        : null;

    private static string Named(string[] names) => string.Join("/", names);
}
