using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Latency;

/// <summary>What the values of a distribution are, for reading them and for messages.</summary>
/// <param name="Noun">What a value is, in the singular.</param>
/// <param name="Plural">What several values are.</param>
/// <param name="Read">Reads one value and reports what is wrong with it.</param>
/// <param name="Write">Writes a value as it stands in the file.</param>
/// <param name="One">An example of a value.</param>
/// <param name="Mean">An example of the form with the mean.</param>
/// <param name="Quantiles">An example of the form with the median.</param>
/// <param name="Range">An example of the form with the bounds.</param>
/// <param name="Samples">An example of the form with measured values.</param>
/// <param name="List">An example of a list of values.</param>
internal sealed record DistributionUnit(
    string Noun, string Plural, Func<YamlValueReader, double?> Read, Func<double, string> Write, string One, string Mean, string Quantiles, string Range, string Samples, string List)
{
    private const double MostTokens = 1_000_000;
    private const string NumberOfTokens = "it must be a number of tokens from 0 to 1000000, for instance 200";

    /// <summary>Durations, in ticks.</summary>
    public static DistributionUnit Duration { get; } = new(
        "duration",
        "durations",
        static value => value.Duration()?.Ticks,
        static ticks => Durations.Write(TimeSpan.FromTicks((long)ticks)),
        "15ms",
        "{mean: 15ms, cv: 0.3}",
        "{median: 400ms, p99: 3s}",
        "{min: 10ms, max: 20ms}",
        "{samples: [12ms, 14ms]}",
        "[12ms, 14ms, 200ms]");

    /// <summary>Numbers of tokens.</summary>
    public static DistributionUnit Tokens { get; } = new(
        "number of tokens",
        "numbers of tokens",
        static value => value.Number(static number => number is >= 0 and <= MostTokens, NumberOfTokens),
        static number => FormattableString.Invariant($"{number}"),
        "200",
        "{mean: 300, cv: 0.5}",
        "{median: 200, p99: 1500}",
        "{min: 100, max: 500}",
        "{samples: [12, 140, 900]}",
        "[12, 140, 900]");
}
