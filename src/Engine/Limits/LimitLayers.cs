using System.Collections.Frozen;

namespace MockLlm.Engine.Limits;

/// <summary>The limits of every provider. They are merged once, when the configuration is read, so that requests only look them up.</summary>
internal sealed class LimitLayers
{
    private readonly FrozenDictionary<string, LimitBase> _providers;
    private readonly LimitBase? _top;

    /// <param name="top">The top level with its live changes, or null if they give no key.</param>
    /// <param name="providers">Name → the section of the provider with its live changes.</param>
    public LimitLayers(LimitSettings? top, IEnumerable<KeyValuePair<string, LimitSettings>> providers)
    {
        _top = top is null ? null : new(top);
        _providers = providers.ToFrozenDictionary(pair => pair.Key, pair => new LimitBase(LimitSettings.Merge(pair.Value, top)), StringComparer.Ordinal);
    }

    /// <summary>No limits anywhere.</summary>
    public static LimitLayers None { get; } = new(null, []);

    /// <summary>The limits of a provider, or null if it has none.</summary>
    public LimitPolicy? For(string provider) => OfProvider(provider)?.Policy;

    /// <summary>The merged keys of a provider, or null if nothing is configured.</summary>
    public LimitSettings? SettingsFor(string provider) => OfProvider(provider)?.Settings;

    private LimitBase? OfProvider(string provider) => _providers.Count > 0 && _providers.TryGetValue(provider, out var own) ? own : _top;

    private sealed class LimitBase(LimitSettings settings)
    {
        public LimitSettings Settings => settings;

        public LimitPolicy? Policy { get; } = settings.Policy();
    }
}
