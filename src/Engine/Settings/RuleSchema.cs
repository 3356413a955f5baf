using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;

namespace MockLlm.Engine.Settings;

/// <summary>Adds the keywords of JSON Schema for a DataAnnotation. Attributes without such a keyword are left out.</summary>
internal static class RuleSchema
{
    public static void Add(JsonObject schema, ValidationAttribute rule, FieldType type)
    {
        switch (rule)
        {
            case RangeAttribute range when type.Kind is FieldKind.Whole or FieldKind.Number:
                schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Number(range.Minimum);
                schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Number(range.Maximum);
                break;
            case RequiredAttribute { AllowEmptyStrings: false } when type.Kind == FieldKind.Text:
                AddLength(schema, type, 1, null);
                break;
            case StringLengthAttribute length:
                AddLength(schema, type, length.MinimumLength == 0 ? null : length.MinimumLength, length.MaximumLength);
                break;
            case LengthAttribute length:
                AddLength(schema, type, length.MinimumLength, length.MaximumLength);
                break;
            case MinLengthAttribute length:
                AddLength(schema, type, length.Length, null);
                break;
            case MaxLengthAttribute length:
                AddLength(schema, type, null, length.Length);
                break;
            case RegularExpressionAttribute regex:
                schema["pattern"] = $"^(?:{regex.Pattern})$";
                break;
            case AllowedValuesAttribute allowed:
                schema["enum"] = new JsonArray([.. allowed.Values.Select(RecordSchema.Written)]);
                break;
            case DeniedValuesAttribute denied:
                schema["not"] = new JsonObject { ["enum"] = new JsonArray([.. denied.Values.Select(RecordSchema.Written)]) };
                break;
        }
    }

    private static void AddLength(JsonObject schema, FieldType type, int? least, int? most)
    {
        var of = type.Kind == FieldKind.List ? "Items" : "Length";
        if (least is { } minimum)
        {
            schema[$"min{of}"] = Math.Max(minimum, (int?)schema[$"min{of}"] ?? 0);
        }

        if (most is { } maximum)
        {
            schema[$"max{of}"] = maximum;
        }
    }

    private static JsonNode? Number(object bound) => bound switch
    {
        string text => double.Parse(text, CultureInfo.InvariantCulture),
        _ => RecordSchema.Written(bound),
    };
}
