using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>What tells one form of a value from another.</summary>
/// <param name="Types">The JSON types that it may have, or null if any.</param>
/// <param name="Tags">The members with few constant values, and whether the form must have them.</param>
internal sealed record FormSign(IReadOnlySet<string>? Types, IReadOnlyDictionary<string, (IReadOnlySet<string> Values, bool IsRequired)> Tags)
{
    private static readonly string[] TagNames = ["type", "role", "object"];

    public static FormSign Of(JsonObject form, SchemaTranslation translation)
    {
        var schema = translation.Resolve(form);
        var tags = new Dictionary<string, (IReadOnlySet<string>, bool)>();
        AddTags(schema, translation, tags);
        var types = TypesOf(schema, translation);
        return new(types is not null && ((bool?)form["nullable"] == true || (bool?)schema["nullable"] == true) ? new HashSet<string>(types) { "null" } : types, tags);
    }

    /// <summary>Whether a value can have both signs.</summary>
    public bool Overlaps(FormSign other) =>
        (Types is null || other.Types is null || Types.Overlaps(other.Types))
        && Tags.All(tag => !other.Tags.TryGetValue(tag.Key, out var same)
            || tag.Value.Values.Overlaps(same.Values)
            || !(tag.Value.IsRequired || same.IsRequired));

    /// <summary>Returns the schema of all values with this sign.</summary>
    public JsonObject Schema()
    {
        var schema = new JsonObject();
        if (Types is not null)
        {
            schema["type"] = Texts(Types);
        }

        if (Tags.Count > 0)
        {
            schema["properties"] = new JsonObject(Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)OneOf(tag.Value.Values))));
            schema["required"] = Texts(Tags.Where(static tag => tag.Value.IsRequired).Select(static tag => tag.Key));
        }

        return schema;
    }

    /// <summary>Returns what the tags of an object may be, if all forms that are objects have them. It says more than that no form fits.</summary>
    public static IEnumerable<JsonObject> TagsOfAll(IReadOnlyList<FormSign> signs)
    {
        List<FormSign> objects = [.. signs.Where(static sign => sign.Types?.Contains("object") ?? true)];
        return TagNames.Where(name => objects.Count > 0 && objects.TrueForAll(sign => sign.Tags.TryGetValue(name, out var tag) && tag.IsRequired)).Select(name => new JsonObject
        {
            ["if"] = new JsonObject { ["type"] = "object" },
            ["then"] = new JsonObject
            {
                ["properties"] = new JsonObject { [name] = OneOf(objects.SelectMany(sign => sign.Tags[name].Values).Distinct()) },
                ["required"] = new JsonArray(name),
            },
        });
    }

    private static void AddTags(JsonObject schema, SchemaTranslation translation, Dictionary<string, (IReadOnlySet<string>, bool)> tags)
    {
        foreach (var part in ((JsonArray?)schema["allOf"] ?? []).OfType<JsonObject>())
        {
            AddTags(translation.Resolve(part), translation, tags);
        }

        foreach (var name in TagNames)
        {
            if (schema["properties"]?[name] is JsonObject property && translation.Resolve(property)["enum"] is JsonArray values)
            {
                var isRequired = ((JsonArray?)schema["required"])?.Any(required => (string?)required == name) ?? false;
                tags[name] = (values.Select(static value => (string)value!).ToHashSet(), isRequired);
            }
        }
    }

    private static HashSet<string>? TypesOf(JsonObject schema, SchemaTranslation translation)
    {
        schema = translation.Resolve(schema);
        return schema switch
        {
            _ when schema["type"] is JsonArray types => [.. types.Select(static type => (string)type!)],
            _ when schema["type"] is { } type => [(string)type!],
            _ when schema["properties"] is not null => ["object"],
            _ when (schema["anyOf"] ?? schema["oneOf"]) is JsonArray forms => Union([.. forms.Select(form => TypesOf((JsonObject)form!, translation))]),
            _ when schema["allOf"] is JsonArray parts => parts.Select(part => TypesOf((JsonObject)part!, translation)).FirstOrDefault(static types => types is not null),
            _ => null,
        };
    }

    private static HashSet<string>? Union(IReadOnlyList<HashSet<string>?> sets) =>
        sets.Any(static set => set is null) ? null : [.. sets.SelectMany(static set => set!)];

    private static JsonObject OneOf(IEnumerable<string> values) => new() { ["enum"] = Texts(values) };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode?)text)]);
}
