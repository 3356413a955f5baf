using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Inference.Batching;

/// <summary>Reads <c>latency.batch</c>.</summary>
internal static class BatchSection
{
    private const ulong MostSequences = 65_536;
    private const ulong MostPrefill = 1_000_000;

    private const string Expected = "write off, or a map such as {sequences: 256, prefill_tokens: 8192, step: 8ms, per_token: 30us}";

    private static readonly BatchSettings Usual = new(256, 8_192, TimeSpan.FromMilliseconds(8), TimeSpan.FromMicroseconds(30));

    /// <summary>Reads the value and reports what is wrong with it.</summary>
    /// <returns>The settings, or null if the value is wrong.</returns>
    public static BatchSettings? Read(YamlValueReader written) => written.Node switch
    {
        YamlScalar { IsPlain: true, Text: "off" } => BatchSettings.Off,
        YamlMap or YamlScalar { IsNull: true } => written.Map(Read),
        _ => written.Wrong<BatchSettings>(Expected),
    };

    private static BatchSettings? Read(YamlMapReader map)
    {
        var mistakes = map.Mistakes;
        var sequences = map.Value("sequences")?.Whole(number => number is >= 1 and <= MostSequences, "it must be a whole number from 1 to 65536, for instance 256");
        var prefill = map.Value("prefill_tokens")?.Whole(number => number is >= 1 and <= MostPrefill, "it must be a whole number from 1 to 1000000, for instance 8192");
        var step = map.Value("step");
        var length = step?.Duration();
        if (length == TimeSpan.Zero)
        {
            step!.Wrong<object>("it must be more than 0, for instance 8ms");
        }

        var perToken = map.Duration("per_token");
        return map.Mistakes > mistakes ? null : new(
            (int?)sequences ?? Usual.Sequences, (int?)prefill ?? Usual.PrefillTokens, length ?? Usual.Step, perToken ?? Usual.PerToken);
    }
}
