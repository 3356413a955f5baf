using System.Collections.Frozen;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration;

/// <summary>The section <c>settings</c>: how answers are sent, and to whom.</summary>
internal sealed record SettingsSection(LagSettings Lag, Chunking? Chunk, FrozenSet<string> ApiKeys, bool StrictModels, bool RequestControl, bool Reveal, ScopeSource? ScopeFrom)
{
    public static SettingsSection Read(YamlMapReader map)
    {
        map.Ignore("max_response_length", "answers are not cut, leave it out");
        map.Ignore("timeout_seconds", "the server sets no time limit, leave it out");
        return new(
            ReadLag(map),
            map.Value("chunk") is { } chunk ? ChunkSetting.Read(chunk) : null,
            ReadApiKeys(map),
            map.Flag("strict_models") ?? false,
            map.Flag("request_control") ?? true,
            map.Flag("reveal") ?? true,
            map.Value("scope_from") is { } source ? ScopeSourceSetting.Read(source) : null);
    }

    private static LagSettings ReadLag(YamlMapReader map)
    {
        var absent = new LagSettings();
        var enabled = map.Flag("lag_enabled");
        var factor = map.Value("lag_factor")?.Number(number => number > 0, "it must be a number over 0, for instance 10");
        return new(enabled ?? absent.Enabled, factor ?? absent.Factor);
    }

    private static FrozenSet<string> ReadApiKeys(YamlMapReader map) =>
        (map.Value("api_keys", isSecret: true)?.Items("it must be a list of texts, such as [sk-test-1]") ?? [])
            .Select(item => item.NonEmptyText())
            .OfType<string>()
            .ToFrozenSet(StringComparer.Ordinal);
}
