using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration;

/// <summary>Reads <c>server</c>: the limits of the HTTP server.</summary>
internal static class ServerSection
{
    public static ServerSettings Read(YamlMapReader map)
    {
        var absent = new ServerSettings();
        return new(map.ByteSize("max_body") ?? absent.MaxBody, map.Duration("drain") ?? absent.Drain)
        {
            BodyMemory = map.ByteSize("body_memory") ?? absent.BodyMemory,
            HandlerTimeout = ReadPositive(map, "handler_timeout", "30s") ?? absent.HandlerTimeout,
            WarmUp = map.Flag("warm_up") ?? absent.WarmUp,
            LatenessBound = ReadPositive(map, "lateness_bound", "10ms") ?? absent.LatenessBound,
        };
    }

    private static TimeSpan? ReadPositive(YamlMapReader map, string key, string instance) => map.Value(key) switch
    {
        null => null,
        var value => value.Duration() is { } timeout && timeout == TimeSpan.Zero
            ? value.Missing<TimeSpan>($"it must be more than 0, for instance {instance}")
            : value.Duration(),
    };
}
