using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Rules;

namespace MockLlm.Engine.Configuration.Effective;

/// <summary>Which values a request would have, and where each of them comes from.</summary>
internal sealed record EffectiveConfig
{
    /// <summary>The configuration.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>The name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's settings record, or null if it has none.</summary>
    public object? ProviderSettings { get; init; }

    /// <summary>The model as a request would name it, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The rule that would make the reply, or null.</summary>
    public Rule? Rule { get; init; }

    /// <summary>The latency that the request would set for itself, or null.</summary>
    public LatencySettings? OwnLatency { get; init; }

    /// <summary>The fault that the request would set for itself, or null.</summary>
    public Fault? OwnFault { get; init; }

    /// <summary>The seed that the request would set for itself, or null.</summary>
    public ulong? OwnSeed { get; init; }

    /// <summary>Every key with its value.</summary>
    public IEnumerable<EffectiveValue> Values => [.. Latency(), .. Limits(), .. SettingsValues.Of(Snapshot), Seed(), .. ProviderValues.Of(Snapshot, Provider, ProviderSettings)];

    /// <summary>The rules in the order in which they are checked.</summary>
    public IEnumerable<EffectiveEntry> Rules => Snapshot.Rules.All.Select(rule => new EffectiveEntry(rule.Label, ConfigLayer.TopLevel));

    /// <summary>The faults in the order in which they are checked.</summary>
    public IEnumerable<EffectiveEntry> Faults =>
        new[] { OwnFault }.Concat(Snapshot.Faults.All).OfType<Fault>().Select(fault => new EffectiveEntry(fault.Label, fault.Layer));

    private IEnumerable<EffectiveValue> Latency()
    {
        var listedModel = Model is null ? null : Snapshot.Models.Of(Provider).Find(Model)?.Name;
        var latency = ReplyPace.InForce(OwnLatency, Rule?.Latency, Snapshot.Latency.For(Provider, listedModel)?.Settings);
        return (latency ?? new()).Keys.Select(key => EffectiveValue.Of("latency", key));
    }

    private IEnumerable<EffectiveValue> Limits() =>
        (Snapshot.Limits.SettingsFor(Provider) ?? new LimitSettings()).Keys.Select(key => EffectiveValue.Of("limits", key));

    private EffectiveValue Seed() => (OwnSeed, Snapshot.Seed) switch
    {
        ({ } own, _) => new("seed", own, new(ConfigLayer.Request)),
        (null, { } written) => new("seed", written, new(ConfigLayer.TopLevel)),
        _ => new("seed", Value: null, ConfigOrigin.Default),
    };
}
