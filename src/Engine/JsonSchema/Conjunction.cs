namespace MockLlm.Engine.JsonSchema;

/// <summary>All schemas that one value has to fit at once: those given, what they refer to, and their <c>allOf</c>.</summary>
/// <param name="Nodes">Each once, in the order in which they were found.</param>
/// <param name="References">What was referred to on the way to this value.</param>
internal sealed record Conjunction(IReadOnlyList<SchemaNode> Nodes, ReferencePath? References)
{
    /// <summary>The most schemas for one value.</summary>
    public const int Most = 500;

    /// <summary>The types that all of them allow.</summary>
    public JsonTypes Types => Nodes.Aggregate(JsonTypes.Any, (types, node) => types & (node.Types ?? JsonTypes.Any));

    /// <summary>Whether a value has to be looked at after it is made: what is excluded cannot be steered clear of.</summary>
    public bool NeedsCheck => Nodes.Any(node => node.OneOf is not null || node.Not is not null);

    /// <returns>The schemas, or why there are none.</returns>
    public static (Conjunction? All, string? Problem) Of(SchemaDocument document, IEnumerable<SchemaNode> nodes, ReferencePath? references)
    {
        List<SchemaNode> all = [.. nodes];
        HashSet<SchemaNode> known = [.. all];
        var next = references;
        for (var index = 0; index < all.Count; index++)
        {
            var node = all[index];
            if (node.Unsupported is { } keyword)
            {
                return (null, $"the keyword '{keyword}' ({node.Place}) is not supported");
            }

            if (node.Reference is { } reference)
            {
                if (document.Target(reference) is not { } target)
                {
                    return (null, $"'{reference}' ({node.Place}) refers to nothing in the schema");
                }

                next = ReferencePath.Follow(references, next, target);
                Add(target);
            }

            foreach (var part in node.AllOf ?? [])
            {
                Add(part);
            }

            if (all.Count > Most)
            {
                return (null, $"more than {Most} schemas hold for one value ({node.Place})");
            }
        }

        return document.Problem is { } problem ? (null, problem) : (new(all, next), null);

        void Add(SchemaNode node)
        {
            if (known.Add(node))
            {
                all.Add(node);
            }
        }
    }

    /// <summary>The schemas of a property; none when anything may stand there.</summary>
    public IReadOnlyList<SchemaNode> Property(string name) =>
        [.. Nodes.Select(node => node.Properties?.GetValueOrDefault(name) ?? node.AdditionalProperties).OfType<SchemaNode>()];

    /// <summary>The schemas of an item.</summary>
    public IReadOnlyList<SchemaNode> Item(int index) =>
        [.. Nodes.Select(node => index < node.Prefix?.Count ? node.Prefix[index] : node.Items).OfType<SchemaNode>()];
}
