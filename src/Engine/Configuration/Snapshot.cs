using System.Collections.Frozen;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration;

/// <summary>
/// The whole configuration as one immutable value, built and validated whole and swapped whole. A request lives its
/// whole life under the snapshot it arrived under.
/// </summary>
internal sealed record Snapshot
{
    /// <summary>Nothing configured: what the server runs on without a file.</summary>
    public static Snapshot Default { get; } = new();

    /// <summary>Exact prompt → text.</summary>
    public FrozenDictionary<string, ConfiguredText> Responses { get; init; } = FrozenDictionary<string, ConfiguredText>.Empty;

    public ConfiguredText UnknownResponse { get; init; } = new(DefaultsSection.DefaultUnknownResponse);

    public LagSettings Lag { get; init; } = new();

    /// <summary>As written under <c>settings.chunk</c>; null where nothing is written.</summary>
    public Chunking? WrittenChunk { get; init; }

    /// <summary>The keys that are accepted; empty accepts any key or none.</summary>
    public FrozenSet<string> ApiKeys { get; init; } = FrozenSet<string>.Empty;

    /// <summary>True: a model that no provider lists is the provider's own 404.</summary>
    public bool StrictModels { get; init; }

    /// <summary>False: what a request's own headers and query ask of MockLlm is ignored.</summary>
    public bool RequestControl { get; init; } = true;

    /// <summary>Whether answers say in a header what was injected.</summary>
    public bool Reveal { get; init; } = true;

    /// <summary>The seed as written; null: one is drawn at start.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The plug-ins as written; they are loaded at start.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    public ServerSettings Server { get; init; } = new();

    /// <summary>Provider name → what is written under <c>providers:</c>.</summary>
    public FrozenDictionary<string, ProviderSettings> Providers { get; init; } = FrozenDictionary<string, ProviderSettings>.Empty;

    /// <summary>The latency of every provider and model, live changes included.</summary>
    public LatencyLayers Latency { get; init; } = LatencyLayers.None;

    /// <summary>The limits of every provider, live changes included.</summary>
    public LimitLayers Limits { get; init; } = LimitLayers.None;

    /// <summary>The keys that were changed live.</summary>
    public LiveChanges Live { get; init; } = LiveChanges.None;

    /// <summary>The models of every provider.</summary>
    public ModelRegistry Models { get; init; } = ModelRegistry.Empty;

    public RuleList Rules { get; init; } = RuleList.Empty;

    public FaultList Faults { get; init; } = FaultList.Empty;

    /// <summary>What is written, but for the sections that only a file can change: those whose texts are the most of it.</summary>
    public YamlMap Written { get; init; } = YamlMap.Empty(new(1, 1));

    /// <summary>How streams are cut: as written, else by character while lag is on, else by token.</summary>
    public Chunking Chunk => WrittenChunk ?? (Lag.Enabled ? Chunking.Characters : Chunking.Tokens);

    public bool IsEnabled(string provider) => !Providers.TryGetValue(provider, out var settings) || settings.Enabled;

    /// <summary>A provider's settings as its own record; null: it has none.</summary>
    public object? SettingsOf(string provider) => Providers.GetValueOrDefault(provider)?.Values;

    /// <summary>Every text that an answer can be made of.</summary>
    public IEnumerable<ConfiguredText> Texts => Rules.Texts.Concat(Responses.Values).Append(UnknownResponse);
}

/// <param name="MaxBody">The largest request body in bytes.</param>
/// <param name="Drain">How long open replies may go on once the server is told to stop.</param>
internal sealed record ServerSettings(long MaxBody, TimeSpan Drain)
{
    /// <summary>How long a handler may take before its request is the provider's own 504.</summary>
    public TimeSpan HandlerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How late 1 % of a stream's events may be before the machine counts as saturated.</summary>
    public TimeSpan LatenessBound { get; init; } = TimeSpan.FromMilliseconds(10);

    public ServerSettings()
        : this(32L * 1024 * 1024, TimeSpan.FromSeconds(10))
    {
    }
}

/// <param name="Enabled">False: the provider's routes are not served.</param>
/// <param name="Values">What is written under <c>settings</c>, as the provider's own record; null: the provider has none.</param>
internal sealed record ProviderSettings(bool Enabled = true, object? Values = null)
{
    /// <summary>What stands under <c>latency</c>; null: nothing.</summary>
    public LatencySettings? Latency { get; init; }

    /// <summary>What stands under <c>limits</c>; null: nothing.</summary>
    public LimitSettings? Limits { get; init; }
}
