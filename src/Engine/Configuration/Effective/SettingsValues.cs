using System.Text.Json.Nodes;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration.Effective;

/// <summary>The values of <c>settings</c> and <c>server</c>, which only the top level has. The values are those that the server uses.</summary>
internal static class SettingsValues
{
    /// <param name="snapshot">The configuration.</param>
    public static IEnumerable<EffectiveValue> Of(Snapshot snapshot) =>
    [
        Value(snapshot, "settings", "lag_enabled", snapshot.Lag.Enabled),
        Value(snapshot, "settings", "lag_factor", snapshot.Lag.Factor),
        Value(snapshot, "settings", "chunk", ChunkSetting.Write(snapshot.Chunk)),

        // Keys are secrets, so only their number is shown.
        Value(snapshot, "settings", "api_keys", snapshot.ApiKeys.Count),
        Value(snapshot, "settings", "strict_models", snapshot.StrictModels),
        Value(snapshot, "settings", "request_control", snapshot.RequestControl),
        Value(snapshot, "settings", "reveal", snapshot.Reveal),
        Value(snapshot, "settings", "scope_from", ScopeSourceSetting.Write(snapshot.ScopeFrom)),
        Value(snapshot, "server", "max_body", ByteSizes.Write(snapshot.Server.MaxBody)),
        Value(snapshot, "server", "body_memory", ByteSizes.Write(snapshot.Server.BodyMemory)),
        Value(snapshot, "server", "drain", Durations.Write(snapshot.Server.Drain)),
        Value(snapshot, "server", "warm_up", snapshot.Server.WarmUp),
        Value(snapshot, "server", "handler_timeout", Durations.Write(snapshot.Server.HandlerTimeout)),
        Value(snapshot, "server", "lateness_bound", Durations.Write(snapshot.Server.LatenessBound)),
    ];

    private static EffectiveValue Value(Snapshot snapshot, string section, string key, JsonNode? value)
    {
        var isWritten = (snapshot.Written.Find(section) as YamlMap)?.Find(key) is not null;
        var layer = snapshot.Live.Include(section, key) ? ConfigLayer.LiveTopLevel : isWritten ? ConfigLayer.TopLevel : ConfigLayer.Default;
        return new($"{section}.{key}", value, new(layer));
    }
}
