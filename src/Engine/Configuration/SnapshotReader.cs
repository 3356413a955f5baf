using MockLlm.Engine.Catalog;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration;

/// <summary>Reads the text of responses.yml. The result is a snapshot, or all errors at once.</summary>
internal static class SnapshotReader
{
    // They can be very long, and live changes to them are made item by item.
    private static readonly string[] Lists = ["responses", "rules", "faults"];

    /// <param name="yaml">The whole text. A text without a document is an empty configuration.</param>
    /// <param name="providers">The registered providers. They decide what <c>providers</c> can hold.</param>
    public static ConfigReading Read(string yaml, IReadOnlyCollection<KnownProvider> providers)
    {
        var text = yaml.StartsWith('\uFEFF') ? yaml[1..] : yaml;
        var tree = YamlTree.Read(text);
        var findings = new Findings();
        foreach (var (line, column, message) in tree.Errors)
        {
            findings.Error(new(line, column), message);
        }

        return Read(tree.Root, providers, findings, LiveChanges.None);
    }

    /// <summary>The configuration without a file. It has errors if a provider has settings that must be written.</summary>
    /// <param name="providers">The registered providers.</param>
    public static ConfigReading Defaults(IReadOnlyCollection<KnownProvider> providers) => Read(root: null, providers, new(), LiveChanges.None);

    /// <summary>Reads a configuration with live changes. Responses, rules and faults are those of the file, which are already read.</summary>
    /// <param name="file">The file as it was read.</param>
    /// <param name="merged">The file with the live changes.</param>
    /// <param name="changed">The live changes alone.</param>
    /// <param name="providers">The registered providers.</param>
    public static ConfigReading Edit(Snapshot file, YamlMap merged, YamlMap changed, IReadOnlyCollection<KnownProvider> providers)
    {
        var reading = Read(WithoutLists(merged), providers, new(), new(changed, merged));
        return reading.Snapshot is { } read
            ? reading with { Snapshot = read with { Responses = file.Responses, Rules = file.Rules, Faults = file.Faults, Scope = file.Scope } }
            : reading;
    }

    /// <summary>The routes and models that requests can have under a configuration.</summary>
    public static RouteCatalog CatalogOf(Snapshot snapshot, IReadOnlyCollection<KnownProvider> providers) =>
        new(providers, snapshot.IsEnabled, snapshot.Models, snapshot.StrictModels);

    private static ConfigReading Read(YamlNode? root, IReadOnlyCollection<KnownProvider> providers, Findings findings, LiveChanges live)
    {
        var snapshot = root is YamlRefused
            ? Snapshot.Default
            : new YamlValueReader(root ?? YamlMap.Empty(new(1, 1)), "", findings).Map(map => ReadRoot(map, providers, live), "it must be a map of keys such as responses");
        return new(findings.HasErrors ? null : snapshot with { Written = WithoutLists(root) }, findings.Errors, findings.Warnings);
    }

    private static Snapshot ReadRoot(YamlMapReader map, IReadOnlyCollection<KnownProvider> providers, LiveChanges live)
    {
        var responses = map.Section("responses", ResponsesSection.Read);
        var defaults = map.Section("defaults", DefaultsSection.Read);
        var settings = map.Section("settings", SettingsSection.Read);
        var latency = LatencySection.ReadLayer(map.Value("latency"), under: null, ConfigLayer.TopLevel);
        var limits = LimitsSection.Read(map.Value("limits"), ConfigLayer.TopLevel);
        var written = map.Section("providers", section => ProvidersSection.Read(section, providers, latency));
        var models = ModelsSection.Read(
            map.Value("models"), providers, provider => LatencySettings.Merge(written.GetValueOrDefault(provider)?.Latency, latency));
        return new()
        {
            Responses = responses,
            UnknownResponse = defaults.UnknownResponse,
            UnknownReply = defaults.Generate,
            Lag = settings.Lag,
            WrittenChunk = settings.Chunk,
            ApiKeys = settings.ApiKeys,
            StrictModels = settings.StrictModels,
            RequestControl = settings.RequestControl,
            Reveal = settings.Reveal,
            ScopeFrom = settings.ScopeFrom,
            Seed = map.Value("seed")?.Whole(_ => true, "it must be a whole number from 0 to 18446744073709551615, for instance 42"),
            Plugins = PluginsSection.Read(map),
            Server = map.Section("server", ServerSection.Read),
            Providers = written,
            Models = models.Registry,
            Latency = Layers(latency, written, models, live),
            Limits = Layers(limits, written, live),
            Live = live,
            Rules = RulesSection.Read(map.Value("rules"), [.. providers.Select(provider => provider.Name)]),
            Faults = FaultsSection.Read(map.Value("faults"), new(providers, name => !written.TryGetValue(name, out var provider) || provider.Enabled, models.Registry, settings.StrictModels)),
        };
    }

    private static YamlMap WithoutLists(YamlNode? root) => root is YamlMap map
        ? map with { Entries = [.. map.Entries.Where(entry => !Lists.Contains(entry.Key.Text))] }
        : Snapshot.Default.Written;

    private static LimitLayers Layers(LimitSettings? file, IReadOnlyDictionary<string, ProviderSettings> providers, LiveChanges live)
    {
        var top = LimitSettings.Merge(live.Limits(provider: null), file);
        var ofProviders = NotNull(providers, (name, provider) => LimitSettings.Merge(live.Limits(name), provider.Limits));
        return top is null && ofProviders.Count == 0 ? LimitLayers.None : new(top, ofProviders);
    }

    private static LatencyLayers Layers(
        LatencySettings? file, IReadOnlyDictionary<string, ProviderSettings> providers, ModelsSection models, LiveChanges live)
    {
        var top = LatencySettings.Merge(live.Latency(provider: null), file);
        var ofProviders = NotNull(providers, (name, provider) => LatencySettings.Merge(live.Latency(name), provider.Latency));
        return top is null && ofProviders.Count == 0 && models.Latency.Count == 0 ? LatencyLayers.None : new(top, ofProviders, models.Latency);
    }

    private static List<KeyValuePair<string, T>> NotNull<T>(IReadOnlyDictionary<string, ProviderSettings> providers, Func<string, ProviderSettings, T?> read)
        where T : class =>
    [
        .. from provider in providers
           let settings = read(provider.Key, provider.Value)
           where settings is not null
           select KeyValuePair.Create(provider.Key, settings),
    ];
}
