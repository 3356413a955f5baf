namespace MockLlm.Engine.JsonSchema;

/// <summary>The order in which the generators try the types that a schema allows.</summary>
internal static class TypeOrder
{
    private static readonly JsonTypes[] Preferred =
        [JsonTypes.String, JsonTypes.Number, JsonTypes.Boolean, JsonTypes.Object, JsonTypes.Array, JsonTypes.Null];

    /// <summary>
    /// The allowed types in order. The types that the keywords are about come first and null comes last. If the schema has <c>type</c>, the
    /// other types start at a random one.
    /// </summary>
    public static IEnumerable<JsonTypes> Of(JsonTypes types, SchemaSet schemas, GenerationContext context)
    {
        var allowed = Preferred.Where(type => (type & types) != 0).ToArray();
        if (allowed.Length < 2)
        {
            return allowed;
        }

        var implied = Implied(schemas);
        var start = schemas.Nodes.Any(node => node.Types is not null) ? context.Below(allowed.Length) : 0;
        return allowed.Select((type, index) => (Type: type, Rank: (index - start + allowed.Length) % allowed.Length))
            .OrderBy(one => one.Type == JsonTypes.Null).ThenBy(one => (one.Type & implied) == 0).ThenBy(one => one.Rank).Select(one => one.Type);
    }

    // An author who lists properties and gives no `type` means an object.
    private static JsonTypes Implied(SchemaSet schemas) => schemas.Nodes.Aggregate(JsonTypes.None, (implied, node) => implied
        | (node.Properties is null && node.Required is null && node.AdditionalProperties is null && node.MinProperties is null ? 0 : JsonTypes.Object)
        | (node.Items is null && node.Prefix is null && node.MinItems is null && !node.UniqueItems ? 0 : JsonTypes.Array)
        | (node.Pattern is null && node.Format is null && node.MinLength is null && node.MaxLength is null ? 0 : JsonTypes.String)
        | (node.Minimum is null && node.Maximum is null && node.ExclusiveMinimum is null && node.ExclusiveMaximum is null
            && node.MultipleOf is null ? 0 : JsonTypes.Number));
}
