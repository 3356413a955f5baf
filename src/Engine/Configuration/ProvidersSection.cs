using System.Collections.Frozen;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Settings;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration;

/// <summary>Reads <c>providers</c>: the settings of each registered provider.</summary>
internal static class ProvidersSection
{
    /// <param name="map">Provider name → its settings.</param>
    /// <param name="registered">The providers that it can name.</param>
    /// <param name="latency">The latency at top level, or null if there is none.</param>
    public static FrozenDictionary<string, ProviderSettings> Read(
        YamlMapReader map, IReadOnlyCollection<KnownProvider> registered, LatencySettings? latency)
    {
        foreach (var (name, _) in map.Entries().Where(entry => registered.All(provider => provider.Name != entry.Key.Text)))
        {
            map.Unknown(name, "provider", [.. registered.Select(provider => provider.Name)]);
        }

        // A provider with a settings record is read even if it is not mentioned: the record has defaults, or fields that must be written.
        return registered
            .Where(provider => provider.Settings is not null || map.Value(provider.Name) is not null)
            .ToFrozenDictionary(
                provider => provider.Name,
                provider => map.Section(provider.Name, section => ReadOne(section, provider.Settings, latency)),
                StringComparer.Ordinal);
    }

    private static ProviderSettings ReadOne(YamlMapReader map, Type? settings, LatencySettings? latency)
    {
        var enabled = map.Flag("enabled") ?? true;
        return new(enabled, settings is null ? ReadNone(map) : ReadSettings(map, RecordShapes.Of(settings), enabled))
        {
            Latency = LatencySection.ReadLayer(map.Value("latency"), latency, ConfigLayer.Provider),
            Limits = LimitsSection.Read(map.Value("limits"), ConfigLayer.Provider),
        };
    }

    private static object? ReadNone(YamlMapReader map) => map.Value("settings") switch
    {
        null or { Node: YamlMap { Entries.Count: 0 } or YamlScalar { IsNull: true } } => null,
        var value => value.Wrong<object>("this provider has no settings, leave it out"),
    };

    // A provider that is not served does not need the settings that must be written.
    private static object? ReadSettings(YamlMapReader map, RecordShape shape, bool enabled) => !enabled && map.Value("settings") is null
        ? shape.Defaults()
        : map.Section("settings", section => RecordReader.Read(section, shape));
}
