using System.Text.Json;
using System.Text.Json.Nodes;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Settings;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Effective;

/// <summary>The values under <c>providers.NAME</c> that only a provider has: whether it is served, and its own settings.</summary>
internal static class ProviderValues
{
    private static readonly string[] Secrets = ["key", "keys", "secret", "token", "password"];

    /// <param name="snapshot">The configuration.</param>
    /// <param name="provider">The name of the provider.</param>
    /// <param name="settings">The provider's settings record, or null if it has none.</param>
    public static IEnumerable<EffectiveValue> Of(Snapshot snapshot, string provider, object? settings)
    {
        yield return Value(snapshot, ["providers", provider, "enabled"], _ => snapshot.IsEnabled(provider));
        foreach (var field in settings is null ? [] : RecordShapes.Of(settings.GetType()).Fields)
        {
            yield return Value(snapshot, ["providers", provider, "settings", field.Name], written => Shown(field, ValueOf(field, settings!, written)));
        }
    }

    // A text under such a name is probably a secret.
    private static JsonNode? Shown(RecordField field, JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String && Array.Exists(Secrets, secret => field.Name.EndsWith(secret, StringComparison.Ordinal)) ? "***" : value;

    // A parameter without a property keeps its value inside the record, so the file says what it is.
    private static JsonNode? ValueOf(RecordField field, object settings, YamlNode? written)
    {
        if (field.Property is { } property)
        {
            return RecordSchema.Written(property.GetValue(settings));
        }

        return written is null ? RecordSchema.Written(field.Default) : YamlJsonWriter.Node(written);
    }

    private static EffectiveValue Value(Snapshot snapshot, string[] path, Func<YamlNode?, JsonNode?> value)
    {
        var written = path.Aggregate((YamlNode?)snapshot.Written, (node, key) => (node as YamlMap)?.Find(key));
        var layer = snapshot.Live.Include(path) ? ConfigLayer.LiveProvider : written is null ? ConfigLayer.Default : ConfigLayer.Provider;
        return new(string.Join('.', path), value(written), new(layer));
    }
}
