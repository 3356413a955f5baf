using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Limits;

/// <summary><c>limits</c>, at top level or at a provider.</summary>
internal static class LimitsSection
{
    private static readonly string[] Scopes = ["key", "model", "provider"];

    /// <param name="written">What stands there; null: nothing.</param>
    /// <returns>Null where nothing stands there.</returns>
    public static LimitSettings? Read(YamlValueReader? written) =>
        written?.Map(Read, "it must be a map of keys such as requests_per_minute");

    private static LimitSettings Read(YamlMapReader map) => new()
    {
        Requests = Count(map, "requests_per_minute"),
        Tokens = Count(map, "tokens_per_minute"),
        InputTokens = Count(map, "input_tokens_per_minute"),
        OutputTokens = Count(map, "output_tokens_per_minute"),
        Per = map.Value("per")?.Known(Scopes, "scope") switch
        {
            "key" => LimitScope.Key,
            "model" => LimitScope.Model,
            "provider" => LimitScope.Provider,
            _ => null,
        },
        EnforceRetryAfter = map.Flag("enforce_retry_after"),
    };

    private static long? Count(YamlMapReader map, string key) => (long?)map.Value(key)?.Whole(
        number => number <= TokenBucket.Largest, "it must be a whole number from 0 (no limit) to 2147483647, for instance 600");
}
