using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>The names of JSON types in error messages.</summary>
internal static class JsonTypeNames
{
    public static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "decimal",
        _ => "null",
    };
}
