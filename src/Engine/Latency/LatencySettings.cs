using System.Diagnostics.CodeAnalysis;
using MockLlm.Engine.Inference.Batching;
using MockLlm.Engine.Inference.PrefixCaching;
using MockLlm.Engine.Precedence;

namespace MockLlm.Engine.Latency;

/// <summary>
/// The keys of <c>latency</c>, from one place or merged from several. A key is null if no place gives it. Each value knows the place
/// that it comes from; the values of a profile stand in the place that names the profile.
/// </summary>
internal sealed record LatencySettings
{
    /// <summary>The profile <c>none</c>: no waiting.</summary>
    public static LatencySettings None { get; } = new()
    {
        TimeToFirstToken = new(Distribution.Zero, "0", ConfigOrigin.Default),
        InterToken = new(Distribution.Zero, "0", ConfigOrigin.Default),
        PrefillPerToken = new(0, "0", ConfigOrigin.Default),
        LoadFactor = new(1, "1", ConfigOrigin.Default),
        Speed = new(1, "1", ConfigOrigin.Default),
        Batch = new(BatchSettings.Off, "off", ConfigOrigin.Default),
    };

    /// <summary>The time from the start of generation to the first token.</summary>
    public ConfigValue<Distribution>? TimeToFirstToken { get; init; }

    /// <summary>The gap before every further token.</summary>
    public ConfigValue<Distribution>? InterToken { get; init; }

    /// <summary>The time for each token of the prompt, in ticks.</summary>
    public ConfigValue<double>? PrefillPerToken { get; init; }

    /// <summary>All times are multiplied by it if every slot is taken. Greater than 0.</summary>
    public ConfigValue<double>? LoadFactor { get; init; }

    /// <summary>All times are divided by it. Greater than 0.</summary>
    public ConfigValue<double>? Speed { get; init; }

    /// <summary>How many replies are generated at once. At least 1.</summary>
    public ConfigValue<int>? Slots { get; init; }

    /// <summary>How many requests can wait for a slot.</summary>
    public ConfigValue<int>? Queue { get; init; }

    /// <summary>How long requests get the overload error after the start of the server.</summary>
    public ConfigValue<TimeSpan>? Startup { get; init; }

    /// <summary>The size of the prefix cache.</summary>
    public ConfigValue<PrefixCacheSettings>? PrefixCache { get; init; }

    /// <summary>The batch in which the tokens of many requests are computed.</summary>
    public ConfigValue<BatchSettings>? Batch { get; init; }

    /// <summary>Every key with its value and its default.</summary>
    public IReadOnlyList<ConfigKey> Keys =>
    [
        new("time_to_first_token", TimeToFirstToken, "0"),
        new("inter_token", InterToken, "0"),
        new("prefill_per_token", PrefillPerToken, "0"),
        new("load_factor", LoadFactor, "1"),
        new("speed", Speed, "1"),
        new("slots", Slots, Default: null),
        new("queue", Queue, Default: null),
        new("startup", Startup, "0"),
        new("prefix_cache", PrefixCache, "off"),
        new("batch", Batch, "off"),
    ];

    /// <summary>Merges two places key by key, by the origins of their values.</summary>
    /// <param name="one">A place, or null if nothing is written there.</param>
    /// <param name="other">Another place, or null if nothing is written there.</param>
    /// <returns>Null if both are null.</returns>
    [return: NotNullIfNotNull(nameof(one))]
    [return: NotNullIfNotNull(nameof(other))]
    public static LatencySettings? Merge(LatencySettings? one, LatencySettings? other)
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        return new()
        {
            TimeToFirstToken = ConfigValue.First(one.TimeToFirstToken, other.TimeToFirstToken),
            InterToken = ConfigValue.First(one.InterToken, other.InterToken),
            PrefillPerToken = ConfigValue.First(one.PrefillPerToken, other.PrefillPerToken),
            LoadFactor = ConfigValue.First(one.LoadFactor, other.LoadFactor),
            Speed = ConfigValue.First(one.Speed, other.Speed),
            Slots = ConfigValue.First(one.Slots, other.Slots),
            Queue = ConfigValue.First(one.Queue, other.Queue),
            Startup = ConfigValue.First(one.Startup, other.Startup),
            PrefixCache = ConfigValue.First(one.PrefixCache, other.PrefixCache),
            Batch = ConfigValue.First(one.Batch, other.Batch),
        };
    }

    /// <summary>The same values at another place.</summary>
    public LatencySettings At(ConfigOrigin origin) => new()
    {
        TimeToFirstToken = TimeToFirstToken?.At(origin),
        InterToken = InterToken?.At(origin),
        PrefillPerToken = PrefillPerToken?.At(origin),
        LoadFactor = LoadFactor?.At(origin),
        Speed = Speed?.At(origin),
        Slots = Slots?.At(origin),
        Queue = Queue?.At(origin),
        Startup = Startup?.At(origin),
        PrefixCache = PrefixCache?.At(origin),
        Batch = Batch?.At(origin),
    };
}
