using System.Collections.Frozen;
using MockLlm.Engine.Inference.Batching;
using MockLlm.Engine.Precedence;

namespace MockLlm.Engine.Latency;

/// <summary>The latency of every provider and model. It is merged once, when the configuration is read, so that requests only look it up.</summary>
internal sealed class LatencyLayers
{
    private readonly FrozenDictionary<(string Provider, string Model), LatencyBase> _models;
    private readonly FrozenDictionary<string, LatencyBase> _providers;
    private readonly LatencyBase? _top;

    /// <param name="top">The top level with its live changes, or null if they give no key.</param>
    /// <param name="providers">Name → the section of the provider with its live changes.</param>
    /// <param name="models">Provider and the model's own name → the entry of the model.</param>
    public LatencyLayers(
        LatencySettings? top,
        IEnumerable<KeyValuePair<string, LatencySettings>> providers,
        IEnumerable<KeyValuePair<(string Provider, string Model), LatencySettings>> models)
    {
        _top = top is null ? null : new(top, model: null);
        _providers = providers.ToFrozenDictionary(
            pair => pair.Key, pair => new LatencyBase(LatencySettings.Merge(pair.Value, top), model: null), StringComparer.Ordinal);
        _models = models.ToFrozenDictionary(
            pair => pair.Key,
            pair => new LatencyBase(LatencySettings.Merge(pair.Value, OfProvider(pair.Key.Provider)?.Settings), pair.Key.Model));
        HasStartup = new[] { _top }.Concat(_providers.Values).Any(layer => layer?.Settings.Startup?.Value > TimeSpan.Zero);
    }

    /// <summary>No latency anywhere.</summary>
    public static LatencyLayers None { get; } = new(null, [], []);

    /// <summary>The latency of a model without rules and headers, or null if nothing is configured.</summary>
    /// <param name="instance">The name under which the provider is configured.</param>
    /// <param name="listedModel">The model's own name, or null if the request names no listed model.</param>
    public LatencyBase? For(string instance, string? listedModel) =>
        _models.Count > 0 && listedModel is not null && _models.TryGetValue((instance, listedModel), out var ofModel)
            ? ofModel
            : OfProvider(instance);

    /// <summary>Whether any provider needs time after the start of the server.</summary>
    public bool HasStartup { get; }

    /// <summary>How long a provider needs after the start of the server.</summary>
    public TimeSpan StartupOf(string provider) => OfProvider(provider)?.Settings.Startup?.Value ?? TimeSpan.Zero;

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
        _providers.Count > 0 && _providers.TryGetValue(provider, out var ofProvider) ? ofProvider : _top;
}

/// <summary>The merged latency of a provider or a model.</summary>
/// <param name="settings">The merged keys.</param>
/// <param name="model">The model's own name, or null for a provider.</param>
internal sealed class LatencyBase(LatencySettings settings, string? model)
{
    /// <summary>The merged keys.</summary>
    public LatencySettings Settings => settings;

    /// <summary>The slots that count, or null if there is no limit. They belong to the model only if the model's own entry gives them.</summary>
    public SlotClaim? Claim { get; } = settings.Slots is { } slots
        ? new(slots.Origin.Layer == ConfigLayer.Model ? model : null, slots.Value, settings.Queue?.Value)
        : null;

    /// <summary>
    /// The batch that counts, or null if there is none. It belongs to the model only if the model's own entry gives it, or gives it another
    /// speed.
    /// </summary>
    public BatchClaim? Batch { get; } = settings.Batch is { Value.Sequences: > 0 } batch
        ? new(batch.Origin.Layer == ConfigLayer.Model || settings.Speed?.Origin.Layer == ConfigLayer.Model ? model : null, batch.Value, settings.Speed?.Value ?? 1)
        : null;
}
