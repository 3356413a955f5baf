using System.Collections.Frozen;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Settings;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration;

/// <summary><c>providers</c>: settings per registered provider.</summary>
internal static class ProvidersSection
{
    /// <param name="map">Provider name → its settings.</param>
    /// <param name="registered">What may stand there.</param>
    /// <param name="latency">The latency at top level; null: none.</param>
    public static FrozenDictionary<string, ProviderSettings> Read(
        YamlMapReader map, IReadOnlyCollection<KnownProvider> registered, LatencySettings? latency)
    {
        foreach (var (name, _) in map.Entries().Where(entry => registered.All(provider => provider.Name != entry.Key.Text)))
        {
            map.Unknown(name, "provider", [.. registered.Select(provider => provider.Name)]);
        }

        // A settings record has its defaults, or something that must be written, also where the provider is not mentioned.
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
            Latency = LatencySection.ReadLayer(map.Value("latency"), latency),
            Limits = LimitsSection.Read(map.Value("limits")),
        };
    }

    private static object? ReadNone(YamlMapReader map) => map.Value("settings") switch
    {
        null or { Node: YamlMap { Entries.Count: 0 } or YamlScalar { IsNull: true } } => null,
        var value => value.Wrong<object>("this provider has no settings, leave it out"),
    };

    // A provider that is not served needs no settings.
    private static object? ReadSettings(YamlMapReader map, RecordShape shape, bool enabled) => !enabled && map.Value("settings") is null
        ? shape.Defaults()
        : map.Section("settings", section => RecordReader.Read(section, shape));
}
