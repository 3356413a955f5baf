using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Reads schemas from JSON. Annotations and unknown keywords are ignored, as JSON Schema demands.</summary>
/// <param name="work">The work of the request.</param>
internal sealed class SchemaReader(WorkBudget work)
{
    private const int StepsPerKeyword = 2;

    private int _references;

    /// <summary>The number of schemas that were read so far.</summary>
    public int Schemas { get; private set; }

    /// <summary>The first keyword with a value that JSON Schema does not allow, or null if there is none.</summary>
    public string? Problem { get; private set; }

    public SchemaNode Read(JsonElement schema, JsonPointer place)
    {
        var node = new SchemaNode(place);
        Schemas++;
        var before = _references;
        if (schema.ValueKind == JsonValueKind.False)
        {
            node.Types = JsonTypes.None;
        }
        else if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var keyword in schema.EnumerateObject())
            {
                work.Count(StepsPerKeyword);
                Keyword(node, keyword.Name, keyword.Value, place.Child(keyword.Name));
            }
        }
        else if (schema.ValueKind != JsonValueKind.True)
        {
            Report(place, "a schema is an object, true or false");
        }

        node.HoldsReference = _references > before;
        return node;
    }

    private void Keyword(SchemaNode node, string keyword, JsonElement value, JsonPointer place)
    {
        switch (keyword)
        {
            case "type": node.Types = Types(value, place); break;
            case "const": node.Constant = value; break;
            case "enum": node.Values = [.. Items(value, place)]; break;
            case "$ref": node.Reference = Text(value, place); _references++; break;
            case "allOf": node.AllOf = List(value, place); break;
            case "anyOf": node.AnyOf = List(value, place); break;
            case "oneOf": node.OneOf = List(value, place); break;
            case "not": node.Not = Read(value, place); break;
            case "minimum": node.Minimum = Number(value, place); break;
            case "maximum": node.Maximum = Number(value, place); break;
            case "exclusiveMinimum": node.ExclusiveMinimum = Number(value, place); break;
            case "exclusiveMaximum": node.ExclusiveMaximum = Number(value, place); break;
            case "multipleOf": node.MultipleOf = Step(value, place); break;
            case "minLength": node.MinLength = Count(value, place); break;
            case "maxLength": node.MaxLength = Count(value, place); break;
            case "pattern": node.Pattern = Text(value, place); break;
            case "format": node.Format = Text(value, place); break;
            default: Container(node, keyword, value, place); break;
        }
    }

    private void Container(SchemaNode node, string keyword, JsonElement value, JsonPointer place)
    {
        switch (keyword)
        {
            case "properties": node.Properties = Properties(value, place); break;
            case "required": node.Required = [.. Items(value, place).Select(name => Text(name, place)).Distinct()]; break;
            case "additionalProperties": node.AdditionalProperties = Read(value, place); break;
            case "propertyNames": node.PropertyNames = Read(value, place); break;
            case "minProperties": node.MinProperties = Count(value, place); break;
            case "maxProperties": node.MaxProperties = Count(value, place); break;
            case "prefixItems": node.Prefix = List(value, place); break;
            // Before draft 2020-12, `prefixItems` was a list under `items`.
            case "items" when value.ValueKind == JsonValueKind.Array: node.Prefix = List(value, place); break;
            case "items" or "additionalItems": node.Items = Read(value, place); break;
            case "minItems": node.MinItems = Count(value, place); break;
            case "maxItems": node.MaxItems = Count(value, place); break;
            case "uniqueItems": node.UniqueItems = value.ValueKind == JsonValueKind.True; break;
            case "if" or "then" or "else" or "contains" or "patternProperties" or "dependentRequired" or "dependentSchemas"
                or "dependencies" or "unevaluatedProperties" or "unevaluatedItems" or "$dynamicRef" or "$recursiveRef":
                node.Unsupported ??= keyword;
                break;
            default: break;
        }
    }

    private JsonTypes Types(JsonElement value, JsonPointer place) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Aggregate(JsonTypes.None, (all, one) => all | Type(one, place))
        : Type(value, place);

    private JsonTypes Type(JsonElement value, JsonPointer place) => Text(value, place) switch
    {
        "null" => JsonTypes.Null,
        "boolean" => JsonTypes.Boolean,
        "integer" => JsonTypes.Integer,
        "number" => JsonTypes.Number,
        "string" => JsonTypes.String,
        "array" => JsonTypes.Array,
        "object" => JsonTypes.Object,
        var other => Report(place, $"'{JsonPointer.Shortened(other)}' is no type", JsonTypes.None),
    };

    private OrderedDictionary<string, SchemaNode> Properties(JsonElement value, JsonPointer place)
    {
        var properties = new OrderedDictionary<string, SchemaNode>();
        if (value.ValueKind != JsonValueKind.Object)
        {
            return Report(place, "an object is needed", properties);
        }

        foreach (var property in value.EnumerateObject())
        {
            properties[property.Name] = Read(property.Value, place.Child(property.Name));
        }

        return properties;
    }

    private List<SchemaNode> List(JsonElement value, JsonPointer place) =>
        [.. Items(value, place).Select((schema, index) => Read(schema, place.Child(index)))];

    private IEnumerable<JsonElement> Items(JsonElement value, JsonPointer place) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Report<IEnumerable<JsonElement>>(place, "a list is needed", []);

    private string Text(JsonElement value, JsonPointer place) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : Report(place, "a string is needed", "");

    private decimal Step(JsonElement value, JsonPointer place) =>
        Number(value, place) is > 0 and var step ? step : Report(place, "a number above 0 is needed", 1m);

    // No number beyond the range of decimal is made, so a bound beyond it can be replaced by the end of that range.
    private decimal Number(JsonElement value, JsonPointer place) =>
        value.ValueKind != JsonValueKind.Number ? Report(place, "a number is needed", 0m)
        : value.TryGetDecimal(out var number) ? number
        : value.GetDouble() > 0 ? decimal.MaxValue : decimal.MinValue;

    private int Count(JsonElement value, JsonPointer place) =>
        Number(value, place) is >= 0 and var count && decimal.IsInteger(count)
            ? (int)Math.Min(count, int.MaxValue)
            : Report(place, "a whole number from 0 is needed", 0);

    private void Report(JsonPointer place, string problem) => Problem ??= $"{place}: {problem}";

    private T Report<T>(JsonPointer place, string problem, T instead)
    {
        Report(place, problem);
        return instead;
    }
}
