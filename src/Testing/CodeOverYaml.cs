using System.Collections.Frozen;
using MockLlm.Engine.Configuration;

namespace MockLlm.Testing;

/// <summary>Lays what a test said in code over what its YAML says.</summary>
internal static class CodeOverYaml
{
    public static Snapshot Apply(
        Snapshot yaml,
        IReadOnlyDictionary<string, string> responses,
        string? unknownResponse,
        double? lagFactor,
        ulong? seed,
        IReadOnlyCollection<string> keys) => yaml with
        {
            Responses = Merge(yaml.Responses, responses),
            UnknownResponse = unknownResponse is null ? yaml.UnknownResponse : new(unknownResponse),
            Lag = lagFactor is { } factor ? new(Enabled: true, factor) : yaml.Lag,
            Seed = seed ?? yaml.Seed,
            ApiKeys = keys.Count == 0 ? yaml.ApiKeys : keys.ToFrozenSet(StringComparer.Ordinal),
        };

    private static FrozenDictionary<string, ConfiguredText> Merge(
        FrozenDictionary<string, ConfiguredText> yaml, IReadOnlyDictionary<string, string> code)
    {
        var all = new Dictionary<string, ConfiguredText>(yaml, StringComparer.Ordinal);
        foreach (var (prompt, text) in code)
        {
            all[prompt] = new(text);
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
