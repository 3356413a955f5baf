using System.Text.Json;

namespace MockLlm.Engine.Requests;

/// <summary>Copies fields of a body that are needed after the body is released.</summary>
internal static class BodyFields
{
    public static Dictionary<string, JsonElement> Of(JsonElement body, IReadOnlySet<string> names)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value))
            {
                fields[name] = value.Clone();
            }
        }

        return fields;
    }
}
