using System.Collections.Frozen;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration;

/// <summary>
/// The whole configuration as one immutable value. An edit replaces the snapshot as a whole. A request uses the snapshot that was in force
/// when it arrived, until it ends.
/// </summary>
internal sealed record Snapshot
{
    /// <summary>The configuration of a server without a file.</summary>
    public static Snapshot Default { get; } = new();

    /// <summary>The part of the server that it is for.</summary>
    public RequestScope Scope { get; init; } = RequestScope.Shared;

    /// <summary>The texts that answer exact prompts.</summary>
    public ResponseTable Responses { get; init; } = ResponseTable.Empty;

    /// <summary>The text for any other prompt.</summary>
    public ConfiguredText UnknownResponse { get; init; } = new(DefaultsSection.DefaultUnknownResponse);

    /// <summary>The reply that answers any other prompt in place of the text, or null if the text does.</summary>
    public GeneratedReply? UnknownReply { get; init; }

    /// <summary>The pace of text if no latency is configured.</summary>
    public LagSettings Lag { get; init; } = new();

    /// <summary>The value of <c>settings.chunk</c>, or null if it is not written.</summary>
    public Chunking? WrittenChunk { get; init; }

    /// <summary>The accepted API keys. If it is empty, any key or none is accepted.</summary>
    public FrozenSet<string> ApiKeys { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether a model that no provider lists gets the provider's own 404.</summary>
    public bool StrictModels { get; init; }

    /// <summary>Whether MockLlm's own request headers and query parameters are honoured.</summary>
    public bool RequestControl { get; init; } = true;

    /// <summary>Whether answers name the fault and the rule in headers.</summary>
    public bool Reveal { get; init; } = true;

    /// <summary>Where the scope of a request is found if the request does not name one, or null.</summary>
    public ScopeSource? ScopeFrom { get; init; }

    /// <summary>The seed, or null if the file has none. Then one is drawn at start.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The paths of the plug-ins as they are written. They are loaded at start.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>The limits of the HTTP server.</summary>
    public ServerSettings Server { get; init; } = new();

    /// <summary>Maps a provider's name to its section under <c>providers</c>.</summary>
    public FrozenDictionary<string, ProviderSettings> Providers { get; init; } = FrozenDictionary<string, ProviderSettings>.Empty;

    /// <summary>The latency of every provider and model, live changes included.</summary>
    public LatencyLayers Latency { get; init; } = LatencyLayers.None;

    /// <summary>The limits of every provider, live changes included.</summary>
    public LimitLayers Limits { get; init; } = LimitLayers.None;

    /// <summary>The keys that were changed live.</summary>
    public LiveChanges Live { get; init; } = LiveChanges.None;

    /// <summary>The models of every provider.</summary>
    public ModelRegistry Models { get; init; } = ModelRegistry.Empty;

    /// <summary>The rules in their order.</summary>
    public RuleList Rules { get; init; } = RuleList.Empty;

    /// <summary>The faults in the order in which they are checked: live ones, then those of the file.</summary>
    public FaultList Faults { get; init; } = FaultList.Empty;

    /// <summary>
    /// The text as a tree, without <c>responses</c>, <c>rules</c> and <c>faults</c>, whose items have their own.
    /// </summary>
    public YamlMap Written { get; init; } = YamlMap.Empty(new(1, 1));

    /// <summary>How streams are cut: as it is written, or else by character while lag is on, or else by token.</summary>
    public Chunking Chunk => WrittenChunk ?? (Lag.Enabled ? Chunking.Characters : Chunking.Tokens);

    /// <summary>Whether a provider's routes are served.</summary>
    public bool IsEnabled(string provider) => !Providers.TryGetValue(provider, out var settings) || settings.Enabled;

    /// <summary>A provider's settings record, or null if nothing is written and the record has no defaults.</summary>
    public object? SettingsOf(string provider) => Providers.GetValueOrDefault(provider)?.Values;

    /// <summary>Every configured text that can be part of an answer.</summary>
    public IEnumerable<ConfiguredText> Texts => Rules.Texts.Concat(Responses.All.Select(static entry => entry.Value)).Append(UnknownResponse);
}

/// <summary>The limits of the HTTP server.</summary>
/// <param name="MaxBody">The largest request body in bytes.</param>
/// <param name="Drain">How long open replies can continue after the server is told to stop.</param>
internal sealed record ServerSettings(long MaxBody, TimeSpan Drain)
{
    private const long MostBodyMemory = 512L * 1024 * 1024;

    // The rest of the heap is for everything else that the server keeps.
    private const int ShareOfHeap = 4;

    /// <summary>The memory for large bodies if none is configured: a quarter of the heap limit, at most 512 MiB.</summary>
    public static long DefaultBodyMemory { get; } = Math.Min(MostBodyMemory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfHeap);

    /// <summary>The most bytes that all large bodies take together, with what is read from them.</summary>
    public long BodyMemory { get; init; } = DefaultBodyMemory;

    /// <summary>How long a handler can take before its request gets the provider's own 504.</summary>
    public TimeSpan HandlerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How late 1 % of the events can be before the machine counts as saturated.</summary>
    public TimeSpan LatenessBound { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether <c>mockllm start</c> sends requests to itself before it says that it is ready.</summary>
    public bool WarmUp { get; init; } = true;

    public ServerSettings()
        : this(32L * 1024 * 1024, TimeSpan.FromSeconds(10))
    {
    }
}

/// <summary>The section of one provider under <c>providers</c>.</summary>
/// <param name="Enabled">Whether the provider's routes are served.</param>
/// <param name="Values">The provider's settings record, or null if it has none.</param>
internal sealed record ProviderSettings(bool Enabled = true, object? Values = null)
{
    /// <summary>The section <c>latency</c> of the provider, or null if there is none.</summary>
    public LatencySettings? Latency { get; init; }

    /// <summary>The section <c>limits</c> of the provider, or null if there is none.</summary>
    public LimitSettings? Limits { get; init; }
}
