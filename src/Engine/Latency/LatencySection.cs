using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Latency;

/// <summary><c>latency</c>, wherever it stands.</summary>
internal static class LatencySection
{
    private const string Counted = "slots and queue count for a whole provider or model: give them in responses.yml under latency, providers.NAME.latency or models[].latency";

    /// <summary>A layer that has slots: at top level, at a provider or at a model.</summary>
    /// <param name="written">What stands there; null: nothing.</param>
    /// <param name="under">The layers under it, merged; null: there are none.</param>
    /// <returns>Null where it says nothing.</returns>
    public static LatencySettings? ReadLayer(YamlValueReader? written, LatencySettings? under) =>
        written?.Map(map => ReadLayer(map, under), "it must be a map of keys such as time_to_first_token");

    /// <summary>What a rule says of the replies it makes.</summary>
    /// <inheritdoc cref="ReadLayer(YamlValueReader?, LatencySettings?)"/>
    public static LatencySettings? ReadPart(YamlValueReader? written) =>
        written?.Map(ReadPart, "it must be a map of keys such as time_to_first_token");

    /// <summary>What a rule or a request says: everything but slots.</summary>
    public static LatencySettings? ReadPart(YamlMapReader map)
    {
        var settings = ReadTimes(map);
        foreach (var key in new[] { "slots", "queue" })
        {
            map.Value(key)?.Wrong<object>(Counted);
        }

        return Said(settings);
    }

    private static LatencySettings? ReadLayer(YamlMapReader map, LatencySettings? under)
    {
        var settings = ReadTimes(map) with { Slots = ReadCount(map, "slots", least: 1), Queue = ReadCount(map, "queue", least: 0) };
        if (settings.Slots is not null || map.Value("slots") is null)
        {
            CheckSlots(map, settings.Over(under).Slots);
        }

        return Said(settings);
    }

    // Slots that are written and refused are not reported as missing.
    private static void CheckSlots(YamlMapReader map, int? slots)
    {
        if (slots is null or 1 && map.Value("load_factor") is { } factor)
        {
            factor.Wrong<object>("it needs slots of at least 2, here or in a layer under it");
        }

        if (slots is null && map.Value("queue") is { } queue)
        {
            queue.Wrong<object>("it needs slots, here or in a layer under it, for instance slots: 64");
        }
    }

    private static LatencySettings ReadTimes(YamlMapReader map)
    {
        var profile = ReadProfile(map.Value("profile"));
        var own = new LatencySettings
        {
            TimeToFirstToken = Distribution(map.Value("time_to_first_token")),
            InterToken = Distribution(map.Value("inter_token")),
            PrefillPerToken = map.Duration("prefill_per_token")?.Ticks,
            LoadFactor = map.Value("load_factor")?.Number(number => number > 0, "it must be a number over 0, for instance 2.5"),
        };
        return own.Over(profile);
    }

    private static Distribution? Distribution(YamlValueReader? written) => written is null ? null : DistributionSetting.Read(written);

    private static LatencySettings? ReadProfile(YamlValueReader? written)
    {
        if (written?.NonEmptyText() is not { } name)
        {
            return null;
        }

        return Profiles.Find(name)?.Settings ?? written.Wrong<LatencySettings>(Nearest.To(name, Profiles.Names) is { } nearest
            ? $"there is no such profile, did you mean {nearest}?"
            : "there is no such profile, 'mockllm profiles' lists those there are");
    }

    private static int? ReadCount(YamlMapReader map, string key, uint least) => (int?)map.Value(key)?.Whole(
        number => number >= least && number <= int.MaxValue, $"it must be a whole number from {least} to 2147483647, for instance 64");

    // An empty section asks for nothing, so it leaves lag in force.
    private static LatencySettings? Said(LatencySettings settings) => settings == new LatencySettings() ? null : settings;
}
