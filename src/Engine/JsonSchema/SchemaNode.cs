using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>One schema of a document with its keywords. A keyword that is not given is null.</summary>
/// <param name="place">The place of the schema in the document.</param>
internal sealed class SchemaNode(JsonPointer place)
{
    public JsonPointer Place { get; } = place;

    /// <summary>The types that <c>type</c> allows. The schema <c>false</c> allows none.</summary>
    public JsonTypes? Types { get; set; }

    public string? Reference { get; set; }

    public JsonElement? Constant { get; set; }

    public IReadOnlyList<JsonElement>? Values { get; set; }

    /// <summary>The values of <c>enum</c> for a search, or null until the first search.</summary>
    public ValueIndex? ValueIndex { get; set; }

    public OrderedDictionary<string, SchemaNode>? Properties { get; set; }

    public IReadOnlyList<string>? Required { get; set; }

    public SchemaNode? AdditionalProperties { get; set; }

    public SchemaNode? PropertyNames { get; set; }

    public int? MinProperties { get; set; }

    public int? MaxProperties { get; set; }

    public IReadOnlyList<SchemaNode>? Prefix { get; set; }

    public SchemaNode? Items { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    public decimal? Minimum { get; set; }

    public decimal? ExclusiveMinimum { get; set; }

    public decimal? Maximum { get; set; }

    public decimal? ExclusiveMaximum { get; set; }

    public decimal? MultipleOf { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public string? Pattern { get; set; }

    public string? Format { get; set; }

    public IReadOnlyList<SchemaNode>? AllOf { get; set; }

    public IReadOnlyList<SchemaNode>? AnyOf { get; set; }

    public IReadOnlyList<SchemaNode>? OneOf { get; set; }

    public SchemaNode? Not { get; set; }

    /// <summary>A keyword that restricts values and is not supported.</summary>
    public string? Unsupported { get; set; }

    /// <summary>Whether this schema or a schema inside it has a reference.</summary>
    public bool HoldsReference { get; set; }
}
