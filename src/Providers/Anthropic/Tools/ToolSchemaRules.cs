using System.Buffers;
using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Tools;

/// <summary>
/// The rules for <c>input_schema</c>, in the words of the live API. It refuses what JSON Schema draft 2020-12 does not allow. Checked are
/// the types of the keywords that have a schema, a list, a number or a type as their value.
/// </summary>
internal static class ToolSchemaRules
{
    private const int LongestKey = 64;
    private static readonly string[] Unions = ["oneOf", "allOf", "anyOf"];

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    /// <summary>Returns the first rule that the schema of a tool breaks, without the place of the tool, or null if it breaks none.</summary>
    public static string? Broken(JsonElement schema)
    {
        if (Unions.Any(union => schema.TryGetProperty(union, out _)))
        {
            return ": input_schema does not support oneOf, allOf, or anyOf at the top level";
        }

        if (schema.TryGetProperty("properties"u8, out var properties) && properties.ValueKind == JsonValueKind.Object
            && properties.EnumerateObject().Any(static property => !IsKey(property.Name)))
        {
            return $".properties: Property keys should match pattern '^[a-zA-Z0-9_.-]{{1,{LongestKey}}}$'";
        }

        return IsSchema(schema)
            ? null
            : ": JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview.";
    }

    private static bool IsKey(string key) => key.Length is >= 1 and <= LongestKey && !key.AsSpan().ContainsAnyExcept(KeyCharacters);

    // A body has at most 256 nested levels.
    private static bool IsSchema(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => true,
        JsonValueKind.Object => schema.EnumerateObject().All(static keyword => IsKeyword(keyword.Name, keyword.Value)),
        _ => false,
    };

    private static bool IsKeyword(string name, JsonElement value) => name switch
    {
        "type" => IsType(value),
        "properties" or "patternProperties" or "dependentSchemas" or "$defs" =>
            value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(static member => IsSchema(member.Value)),
        "items" or "additionalProperties" or "propertyNames" or "contains" or "not" or "if" or "then" or "else"
            or "unevaluatedItems" or "unevaluatedProperties" => IsSchema(value),
        "allOf" or "anyOf" or "oneOf" or "prefixItems" =>
            value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value.EnumerateArray().All(IsSchema),
        "required" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static key => key.ValueKind == JsonValueKind.String),
        "enum" => value.ValueKind == JsonValueKind.Array,
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" => value.ValueKind == JsonValueKind.Number,
        "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties" =>
            value.ValueKind == JsonValueKind.Number && value.GetDouble() >= 0,
        _ => true,
    };

    private static bool IsType(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is "array" or "boolean" or "integer" or "null" or "number" or "object" or "string",
        JsonValueKind.Array => value.GetArrayLength() > 0
            && value.EnumerateArray().All(static type => type.ValueKind == JsonValueKind.String && IsType(type)),
        _ => false,
    };
}
