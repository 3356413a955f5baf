using System.Text.Json;
using System.Text.Json.Nodes;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Settings;

/// <summary>
/// Creates the JSON schema (draft 2020-12) of a settings record. It is made from the same <see cref="RecordShape"/> that reads the record,
/// so both agree about names, enums and durations.
/// </summary>
internal static class RecordSchema
{
    private const string DurationPattern = "^(0|[0-9]+(\\.[0-9]+)?(us|ms|s|m))$";

    public static JsonObject Of(RecordShape shape)
    {
        var defaults = shape.Defaults();
        var properties = new JsonObject();
        foreach (var field in shape.Fields)
        {
            properties.Add(field.Name, OfField(field, defaults));
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (shape.Fields.Where(field => FieldRules.IsRequired(field, defaults)).Select(field => (JsonNode)field.Name).ToArray() is { Length: > 0 } required)
        {
            schema["required"] = new JsonArray(required);
        }

        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject OfField(RecordField field, object? defaults)
    {
        var schema = OfType(field.Type);
        foreach (var rule in field.Rules)
        {
            RuleSchema.Add(schema, rule, field.Type);
        }

        if (field.Description is { } description)
        {
            schema["description"] = description;
        }

        if (!field.IsRequired && (defaults is null || field.Property is null ? field.Default : field.Property.GetValue(defaults)) is { } value)
        {
            schema["default"] = Written(value);
        }

        return schema;
    }

    private static JsonObject OfType(FieldType type)
    {
        var schema = type switch
        {
            { Record: { } record } => Of(record),
            { Item: { } item } => new JsonObject { ["type"] = "array", ["items"] = OfType(item) },
            { Kind: FieldKind.Word } => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. type.Words.Select(word => (JsonNode)word)]) },
            { Kind: FieldKind.Duration } => new JsonObject { ["type"] = "string", ["pattern"] = DurationPattern },
            _ => new JsonObject { ["type"] = NameOf(type.Kind) },
        };
        if (type.IsNullable)
        {
            schema["type"] = new JsonArray(schema["type"]!.DeepClone(), "null");
            (schema["enum"] as JsonArray)?.Add(null);
        }

        return schema;
    }

    private static string NameOf(FieldKind kind) => kind switch
    {
        FieldKind.Flag => "boolean",
        FieldKind.Whole => "integer",
        FieldKind.Number => "number",
        _ => "string",
    };

    /// <summary>A value as it is written in the file.</summary>
    public static JsonNode? Written(object? value) => value switch
    {
        TimeSpan duration => Durations.Write(duration),
        Enum word => SnakeCase.Of(word.ToString()),
        _ => JsonSerializer.SerializeToNode(value, Options),
    };

    private static JsonSerializerOptions Options { get; } = new(EngineJson.Options)
    {
        Converters = { new WrittenDuration() },
    };

    private sealed class WrittenDuration : System.Text.Json.Serialization.JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Settings are read from YAML.");

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Durations.Write(value));
    }
}
