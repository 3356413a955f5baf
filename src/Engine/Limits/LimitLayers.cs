using System.Collections.Frozen;

namespace MockLlm.Engine.Limits;

/// <summary>The limits of every provider, merged once when the configuration is read.</summary>
/// <param name="top">What stands at top level; null: nothing.</param>
/// <param name="providers">Provider name → what stands there.</param>
internal sealed class LimitLayers(LimitSettings? top, IEnumerable<KeyValuePair<string, LimitSettings>> providers)
{
    private readonly LimitPolicy? _top = top?.Over(lower: null);

    private readonly FrozenDictionary<string, LimitPolicy?> _providers =
        providers.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Over(top), StringComparer.Ordinal);

    /// <summary>No limits anywhere.</summary>
    public static LimitLayers None { get; } = new(null, []);

    /// <summary>The limits in force for a provider; null: none.</summary>
    public LimitPolicy? For(string provider) =>
        _providers.Count > 0 && _providers.TryGetValue(provider, out var own) ? own : _top;
}
