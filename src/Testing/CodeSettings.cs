using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml;

namespace MockLlm.Testing;

/// <summary>The settings that a test made in code. Null or empty means that a setting was not made.</summary>
internal sealed record CodeSettings
{
    public ImmutableDictionary<string, string> Responses { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string? UnknownResponse { get; init; }

    public double? LagFactor { get; init; }

    public ulong? Seed { get; init; }

    public ImmutableList<string> ApiKeys { get; init; } = [];

    /// <summary>Applies the settings over those of the test's YAML.</summary>
    public Snapshot Over(Snapshot yaml) => yaml with
    {
        Responses = Merge(yaml.Responses),
        UnknownResponse = UnknownResponse is null ? yaml.UnknownResponse : new(UnknownResponse),
        UnknownReply = UnknownResponse is null ? yaml.UnknownReply : null,
        Lag = LagFactor is { } factor ? new(Enabled: true, factor) : yaml.Lag,
        Seed = Seed ?? yaml.Seed,
        ApiKeys = ApiKeys.Count == 0 ? yaml.ApiKeys : ApiKeys.ToFrozenSet(StringComparer.Ordinal),
        Written = (YamlMap)MergePatch.Of(AsWritten()).Over(yaml.Written)!,
    };

    // The settings as a file would have them, so that later changes by the control routes are applied over them.
    private YamlNode AsWritten()
    {
        var settings = new JsonObject();
        if (LagFactor is { } factor)
        {
            settings["lag_enabled"] = true;
            settings["lag_factor"] = factor;
        }

        if (ApiKeys.Count > 0)
        {
            settings["api_keys"] = new JsonArray([.. ApiKeys.Select(key => JsonValue.Create(key))]);
        }

        var all = new JsonObject { ["settings"] = settings };
        if (UnknownResponse is { } unknown)
        {
            all["defaults"] = new JsonObject { ["unknown_response"] = unknown, ["generate"] = null };
        }

        if (Seed is { } seed)
        {
            all["seed"] = seed;
        }

        return YamlJsonReader.Read(JsonSerializer.SerializeToUtf8Bytes(all)).Root!;
    }

    private ResponseTable Merge(ResponseTable yaml) => Responses.Count == 0
        ? yaml
        : new(Responses.ToFrozenDictionary(response => response.Key, response => (ConfiguredText?)new ConfiguredText(response.Value)), yaml);
}
