using MockLlm.Engine.Inference.Batching;
using MockLlm.Engine.Inference.PrefixCaching;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Latency;

/// <summary>Reads <c>latency</c> in every place where it can stand.</summary>
internal static class LatencySection
{
    private const string Expected = "it must be a map of keys such as time_to_first_token";

    private const double LeastSpeed = 0.001;
    private const double MostSpeed = 1_000_000;

    // What all requests to a provider or model share.
    private static readonly string[] Shared = ["slots", "queue", "prefix_cache", "batch"];

    private const string OfModel = "count for a whole provider or model: give them in responses.yml under latency, providers.NAME.latency or models[].latency";

    private const string Batched = "with batch, the steps of the batch say when a token is made";

    private const string OfServer = "startup counts for the whole server or a provider: give it in responses.yml under latency or providers.NAME.latency";

    /// <summary>Reads a place that can have slots: top level, a provider or a model.</summary>
    /// <param name="written">The section, or null if there is none.</param>
    /// <param name="under">The places of lower precedence, merged, or null if they say nothing. Their slots count for the checks here.</param>
    /// <param name="layer">The place.</param>
    /// <returns>The settings, or null if the section gives no key.</returns>
    public static LatencySettings? ReadLayer(YamlValueReader? written, LatencySettings? under, ConfigLayer layer) =>
        written?.Map(map => ReadLayer(map, under, layer), Expected);

    /// <summary>Reads the section of a rule, which cannot have slots.</summary>
    /// <inheritdoc cref="ReadLayer(YamlValueReader?, LatencySettings?, ConfigLayer)"/>
    public static LatencySettings? ReadPart(YamlValueReader? written, ConfigLayer layer) => written?.Map(map => ReadPart(map, layer), Expected);

    /// <summary>Reads the keys of a rule, a request or a profile, which cannot have slots.</summary>
    /// <inheritdoc cref="ReadLayer(YamlValueReader?, LatencySettings?, ConfigLayer)"/>
    public static LatencySettings? ReadPart(YamlMapReader map, ConfigLayer layer)
    {
        var settings = ReadTimes(map, layer);
        foreach (var key in Shared)
        {
            map.Value(key)?.Wrong<object>($"{string.Join(", ", Shared[..^1])} and {Shared[^1]} {OfModel}");
        }

        map.Value("startup")?.Wrong<object>(OfServer);
        return NullIfEmpty(settings);
    }

    private static LatencySettings? ReadLayer(YamlMapReader map, LatencySettings? under, ConfigLayer layer)
    {
        var settings = ReadTimes(map, layer) with
        {
            Slots = ReadCount(map, "slots", least: 1, layer),
            Queue = ReadCount(map, "queue", least: 0, layer),
            Startup = ReadStartup(map.Value("startup"), layer),
            PrefixCache = Place(map.Value("prefix_cache"), PrefixCacheSection.Read, layer),
            Batch = Place(map.Value("batch"), BatchSection.Read, layer),
        };
        NoteBatch(map, settings, under);
        if (settings.Slots is not null || map.Value("slots") is null)
        {
            CheckSlots(map, LatencySettings.Merge(settings, under).Slots?.Value);
        }

        return NullIfEmpty(settings);
    }

    private static void NoteBatch(YamlMapReader map, LatencySettings settings, LatencySettings? under)
    {
        if (LatencySettings.Merge(settings, under).Batch?.Value.Sequences > 0)
        {
            map.Ignore("inter_token", Batched);
            map.Ignore("prefill_per_token", Batched);
        }
    }

    // If slots are written but wrong, the map is not reported as lacking slots as well.
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

    private static LatencySettings ReadTimes(YamlMapReader map, ConfigLayer layer)
    {
        var profile = ReadProfile(map.Value("profile"), layer);
        var own = new LatencySettings
        {
            TimeToFirstToken = ReadDistribution(map, "time_to_first_token", layer),
            InterToken = ReadDistribution(map, "inter_token", layer),
            PrefillPerToken = Place(map.Value("prefill_per_token"), written => (double?)written.Duration()?.Ticks, layer),
            LoadFactor = Place(
                map.Value("load_factor"), written => written.Number(number => number > 0, "it must be a number over 0, for instance 2.5"), layer),
            Speed = Place(
                map.Value("speed"),
                written => written.Number(number => number is >= LeastSpeed and <= MostSpeed, "it must be a number from 0.001 to 1000000, for instance 10"),
                layer),
        };
        return LatencySettings.Merge(own, profile);
    }

    private static ConfigValue<TimeSpan>? ReadStartup(YamlValueReader? written, ConfigLayer layer)
    {
        if (layer == ConfigLayer.Model)
        {
            written?.Wrong<object>(OfServer);
            return null;
        }

        return Place(written, value => value.Duration(), layer);
    }

    private static LatencySettings? ReadProfile(YamlValueReader? written, ConfigLayer layer)
    {
        if (written?.NonEmptyText() is not { } name)
        {
            return null;
        }

        return Profiles.Find(name)?.Settings.At(new(layer, name)) ?? written.Wrong<LatencySettings>(Nearest.To(name, Profiles.Names) is { } nearest
            ? $"there is no such profile, did you mean {nearest}?"
            : "there is no such profile, 'mockllm profiles' lists those there are");
    }

    private static ConfigValue<int>? ReadCount(YamlMapReader map, string key, uint least, ConfigLayer layer) => Place(
        map.Value(key),
        written => (int?)written.Whole(number => number >= least && number <= int.MaxValue, $"it must be a whole number from {least} to 2147483647, for instance 64"),
        layer);

    private static ConfigValue<Distribution>? ReadDistribution(YamlMapReader map, string key, ConfigLayer layer) =>
        Place(map.Value(key), DistributionSetting.Read, layer);

    private static ConfigValue<T>? Place<T>(YamlValueReader? written, Func<YamlValueReader, T?> read, ConfigLayer layer)
        where T : class => written is not null && read(written) is { } value ? new(value, FlowYaml.Of(written.Node), new(layer)) : null;

    private static ConfigValue<T>? Place<T>(YamlValueReader? written, Func<YamlValueReader, T?> read, ConfigLayer layer)
        where T : struct => written is not null && read(written) is { } value ? new(value, FlowYaml.Of(written.Node), new(layer)) : null;

    // An empty section configures nothing, so it leaves lag on.
    private static LatencySettings? NullIfEmpty(LatencySettings settings) => settings == new LatencySettings() ? null : settings;
}
