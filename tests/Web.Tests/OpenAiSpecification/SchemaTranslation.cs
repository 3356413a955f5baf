using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using CompiledSchema = Json.Schema.JsonSchema;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>
/// Translates a schema of the specification to JSON Schema 2020-12. The translation is stricter in one way and clearer in another: an
/// object may only have members that the schema names, and a value that may have several forms is judged by the form that its
/// <c>type</c>, <c>role</c> or <c>object</c> says.
/// </summary>
internal sealed class SchemaTranslation
{
    private const string Components = "#/components/schemas/";
    private const string Definitions = "#/$defs/";

    private static readonly string[] Copied =
    [
        "type", "enum", "const", "required", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ];

    private readonly Func<string, JsonObject> _component;
    private readonly JsonObject _definitions = [];
    private string _defining = "";

    private SchemaTranslation(Func<string, JsonObject> component) => _component = component;

    /// <param name="schema">The schema.</param>
    /// <param name="component">Returns a schema of the specification by its name.</param>
    public static CompiledSchema Of(JsonObject schema, Func<string, JsonObject> component)
    {
        var translation = new SchemaTranslation(component);
        var root = translation.Whole(schema);
        root["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        root["$defs"] = translation._definitions;
        return CompiledSchema.Build(JsonSerializer.SerializeToElement(root), new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    }

    /// <summary>Returns the schema that a name or a reference stands for.</summary>
    public JsonObject Resolve(JsonObject schema) =>
        schema["$ref"] is { } reference ? Resolve(_component(NameOf(reference))) : schema;

    /// <summary>Translates the schema of a whole value, which has no other members than those that the schema names.</summary>
    private JsonObject Whole(JsonNode? schema)
    {
        var whole = Part(schema);
        whole[IsFlat(whole) ? "additionalProperties" : "unevaluatedProperties"] ??= false;
        return whole;
    }

    private static bool IsFlat(JsonObject schema) => !(schema.ContainsKey("$ref") || schema.ContainsKey("allOf") || schema.ContainsKey("anyOf"));

    /// <summary>Translates a schema that describes a part of a value.</summary>
    public JsonObject Part(JsonNode? schema) => schema is not JsonObject given
        ? new() { ["additionalProperties"] = true }
        : (bool?)given["nullable"] == true
            ? new() { ["anyOf"] = new JsonArray(NotNull(given), new JsonObject { ["type"] = "null" }) }
            : NotNull(given);

    private JsonObject NotNull(JsonObject given)
    {
        if (given["$ref"] is { } reference)
        {
            return Reference(NameOf(reference));
        }

        if (given["$recursiveRef"] is not null)
        {
            return Reference(_defining);
        }

        var part = new JsonObject();
        foreach (var keyword in Copied.Where(given.ContainsKey))
        {
            part[keyword] = given[keyword]!.DeepClone();
        }

        Nested(given, part);
        if (!given.Any(static member => member.Key is "properties" or "additionalProperties" or "items" or "allOf" or "anyOf" or "oneOf"))
        {
            // An object without a word about its members may have any.
            part["additionalProperties"] = true;
        }

        return part;
    }

    private void Nested(JsonObject given, JsonObject part)
    {
        if (given["properties"] is JsonObject properties)
        {
            part["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)Whole(property.Value))));
        }

        if (given["items"] is { } items)
        {
            part["items"] = Whole(items);
        }

        if (given["additionalProperties"] is { } others)
        {
            part["additionalProperties"] = others is JsonObject schema ? Whole(schema) : others.DeepClone();
        }

        if (given["not"] is { } not)
        {
            part["not"] = Part(not);
        }

        JsonNode[] all =
        [
            .. ((JsonArray?)given["allOf"] ?? []).Select(Part),
            .. given["anyOf"] is JsonArray any ? SchemaForms.Of(any, this) : [],
            .. given["oneOf"] is JsonArray one ? SchemaForms.Of(one, this) : [],
        ];
        if (all.Length > 0)
        {
            part["allOf"] = new JsonArray(all);
        }
    }

    private JsonObject Reference(string name)
    {
        if (!_definitions.ContainsKey(name))
        {
            var before = _defining;
            (_defining, _definitions[name]) = (name, null);
            _definitions[name] = Part(_component(name));
            _defining = before;
        }

        return new() { ["$ref"] = Definitions + name };
    }

    private static string NameOf(JsonNode reference)
    {
        var path = (string)reference!;
        return path.StartsWith(Components, StringComparison.Ordinal)
            ? path[Components.Length..]
            : throw new InvalidOperationException($"{path} is not a schema of the specification.");
    }
}
