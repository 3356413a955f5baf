using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Limits;

/// <summary>Reads <c>limits</c>, at top level or at a provider.</summary>
internal static class LimitsSection
{
    private static readonly string[] Scopes = ["key", "model", "provider"];

    /// <param name="written">The section, or null if there is none.</param>
    /// <param name="layer">The place of the section.</param>
    /// <returns>The settings, or null if there is no section.</returns>
    public static LimitSettings? Read(YamlValueReader? written, ConfigLayer layer) =>
        written?.Map(map => Read(map, layer), "it must be a map of keys such as requests_per_minute");

    private static LimitSettings Read(YamlMapReader map, ConfigLayer layer) => new()
    {
        Requests = Count(map, "requests_per_minute", layer),
        Tokens = Count(map, "tokens_per_minute", layer),
        InputTokens = Count(map, "input_tokens_per_minute", layer),
        OutputTokens = Count(map, "output_tokens_per_minute", layer),
        Per = Place(map.Value("per"), ReadScope, layer),
        EnforceRetryAfter = Place(map.Value("enforce_retry_after"), written => written.Flag(), layer),
    };

    private static LimitScope? ReadScope(YamlValueReader written) => written.Known(Scopes, "scope") switch
    {
        "key" => LimitScope.Key,
        "model" => LimitScope.Model,
        "provider" => LimitScope.Provider,
        _ => null,
    };

    private static ConfigValue<long>? Count(YamlMapReader map, string key, ConfigLayer layer) => Place(
        map.Value(key),
        written => (long?)written.Whole(number => number <= TokenBucket.Largest, "it must be a whole number from 0 (no limit) to 2147483647, for instance 600"),
        layer);

    private static ConfigValue<T>? Place<T>(YamlValueReader? written, Func<YamlValueReader, T?> read, ConfigLayer layer)
        where T : struct => written is not null && read(written) is { } value ? new(value, FlowYaml.Of(written.Node), new(layer)) : null;
}
