using System.Collections.Frozen;

namespace MockLlm.Engine.Latency;

/// <summary>The latency of every provider and model, merged once when the configuration is read.</summary>
internal sealed class LatencyLayers
{
    private readonly LatencySettings? _top;
    private readonly FrozenDictionary<string, LatencySettings> _providers;
    private readonly FrozenDictionary<(string Provider, string Model), LatencyBase> _models;
    private readonly FrozenDictionary<string, LatencyBase> _bases;

    /// <param name="top">What stands at top level; null: nothing.</param>
    /// <param name="providers">Provider name → what stands there.</param>
    /// <param name="models">Provider and canonical model name → what stands there.</param>
    public LatencyLayers(
        LatencySettings? top,
        IEnumerable<KeyValuePair<string, LatencySettings>> providers,
        IEnumerable<KeyValuePair<(string Provider, string Model), LatencySettings>> models)
    {
        _top = top;
        _providers = providers.ToFrozenDictionary(StringComparer.Ordinal);
        _bases = _providers.ToFrozenDictionary(pair => pair.Key, pair => LatencyBase.Of(pair.Value.Over(top), model: null), StringComparer.Ordinal);
        Top = top is null ? null : LatencyBase.Of(top, model: null);
        _models = models.ToFrozenDictionary(
            pair => pair.Key,
            pair => LatencyBase.Of(
                pair.Value.Over(_providers.TryGetValue(pair.Key.Provider, out var provider) ? provider.Over(_top) : _top),
                pair.Value.Slots is null ? null : pair.Key.Model));
    }

    /// <summary>No latency anywhere.</summary>
    public static LatencyLayers None { get; } = new(null, [], []);

    private LatencyBase? Top { get; }

    /// <summary>What is in force for a model before rules and headers; null: nothing.</summary>
    /// <param name="instance">The name under which the provider is configured.</param>
    /// <param name="listedModel">The model's own name, or null if the request names no listed model.</param>
    public LatencyBase? For(string instance, string? listedModel) =>
        _models.Count > 0 && listedModel is not null && _models.TryGetValue((instance, listedModel), out var ofModel)
            ? ofModel
            : OfProvider(instance);

    /// <summary>All slots of a provider: its own, and those of its models.</summary>
    public IEnumerable<SlotClaim> Claims(string provider)
    {
        var own = OfProvider(provider)?.Claim;
        var models =
            from layer in _models
            where layer.Key.Provider == provider && layer.Value.Claim is { Model: not null }
            select layer.Value.Claim;
        return own is null ? models : models.Prepend(own);
    }

    private LatencyBase? OfProvider(string provider) =>
        _bases.Count > 0 && _bases.TryGetValue(provider, out var ofProvider) ? ofProvider : Top;
}

/// <param name="Settings">The merged layers.</param>
/// <param name="Claim">The slots that count; null: there are none.</param>
internal sealed record LatencyBase(LatencySettings Settings, SlotClaim? Claim)
{
    public static LatencyBase Of(LatencySettings settings, string? model) =>
        new(settings, settings.Slots is { } slots ? new(model, slots, settings.Queue) : null);
}
