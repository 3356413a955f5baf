using MockLlm.Engine.Catalog;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration;

/// <summary>Reads the text of responses.yml: all errors at once, or a snapshot.</summary>
internal static class SnapshotReader
{
    private static readonly string[] Replies = ["responses", "defaults", "rules"];

    /// <param name="yaml">The whole text; no document in it is an empty configuration.</param>
    /// <param name="providers">The registered providers, for what stands under <c>providers:</c>.</param>
    public static ConfigReading Read(string yaml, IReadOnlyCollection<KnownProvider> providers)
    {
        var text = yaml.StartsWith('\uFEFF') ? yaml[1..] : yaml;
        var tree = YamlTree.Read(text);
        var findings = new Findings();
        foreach (var (line, column, message) in tree.Errors)
        {
            findings.Error(new(line, column), message);
        }

        return Read(tree.Root, providers, findings);
    }

    /// <summary>What holds without a file. There are errors where a provider has settings that must be written.</summary>
    /// <param name="providers">The registered providers.</param>
    public static ConfigReading Defaults(IReadOnlyCollection<KnownProvider> providers) => Read(root: null, providers, new());

    /// <summary>Reads a whole configuration whose replies are those of another one, already read.</summary>
    /// <param name="replies">The one that they are taken from.</param>
    /// <param name="written">All else.</param>
    /// <param name="providers">The registered providers.</param>
    public static ConfigReading Edit(Snapshot replies, YamlMap written, IReadOnlyCollection<KnownProvider> providers)
    {
        var reading = Read(written, providers, new());
        return reading.Snapshot is { } read
            ? reading with { Snapshot = read with { Responses = replies.Responses, UnknownResponse = replies.UnknownResponse, Rules = replies.Rules } }
            : reading;
    }

    private static ConfigReading Read(YamlNode? root, IReadOnlyCollection<KnownProvider> providers, Findings findings)
    {
        var snapshot = root is YamlRefused
            ? Snapshot.Default
            : new YamlValueReader(root ?? YamlMap.Empty(new(1, 1)), "", findings).Map(map => ReadRoot(map, providers), "it must be a map of keys such as responses");
        return new(findings.HasErrors ? null : snapshot with { Written = WithoutReplies(root) }, findings.Errors, findings.Warnings);
    }

    private static Snapshot ReadRoot(YamlMapReader map, IReadOnlyCollection<KnownProvider> providers)
    {
        var responses = map.Section("responses", ResponsesSection.Read);
        var unknownResponse = map.Section("defaults", DefaultsSection.Read);
        var settings = map.Section("settings", SettingsSection.Read);
        var latency = LatencySection.ReadLayer(map.Value("latency"), under: null);
        var limits = LimitsSection.Read(map.Value("limits"));
        var written = map.Section("providers", section => ProvidersSection.Read(section, providers, latency));
        var models = ModelsSection.Read(map.Value("models"), providers, provider => written.GetValueOrDefault(provider)?.Latency?.Over(latency) ?? latency);
        return new()
        {
            Responses = responses,
            UnknownResponse = unknownResponse,
            Lag = settings.Lag,
            WrittenChunk = settings.Chunk,
            ApiKeys = settings.ApiKeys,
            StrictModels = settings.StrictModels,
            RequestControl = settings.RequestControl,
            Reveal = settings.Reveal,
            Seed = map.Value("seed")?.Whole(_ => true, "it must be a whole number from 0 to 18446744073709551615, for instance 42"),
            Plugins = PluginsSection.Read(map),
            Server = map.Section("server", ServerSection.Read),
            Providers = written,
            Models = models.Registry,
            Latency = Layers(latency, written, models),
            Limits = Layers(limits, written),
            Rules = RulesSection.Read(map.Value("rules"), [.. providers.Select(provider => provider.Name)]),
            Faults = FaultsSection.Read(map.Value("faults"), new(providers, name => !written.TryGetValue(name, out var provider) || provider.Enabled, models.Registry, settings.StrictModels)),
        };
    }

    private static YamlMap WithoutReplies(YamlNode? root) => root is YamlMap map
        ? map with { Entries = [.. map.Entries.Where(entry => !Replies.Contains(entry.Key.Text))] }
        : Snapshot.Default.Written;

    private static LimitLayers Layers(LimitSettings? top, IReadOnlyDictionary<string, ProviderSettings> providers)
    {
        var ofProviders = providers.Where(provider => provider.Value.Limits is not null)
            .Select(provider => KeyValuePair.Create(provider.Key, provider.Value.Limits!))
            .ToList();
        return top is null && ofProviders.Count == 0 ? LimitLayers.None : new(top, ofProviders);
    }

    private static LatencyLayers Layers(LatencySettings? top, IReadOnlyDictionary<string, ProviderSettings> providers, ModelsSection models)
    {
        var ofProviders = providers.Where(provider => provider.Value.Latency is not null)
            .Select(provider => KeyValuePair.Create(provider.Key, provider.Value.Latency!))
            .ToList();
        return top is null && ofProviders.Count == 0 && models.Latency.Count == 0 ? LatencyLayers.None : new(top, ofProviders, models.Latency);
    }
}
