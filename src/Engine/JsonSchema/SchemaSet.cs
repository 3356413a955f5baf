namespace MockLlm.Engine.JsonSchema;

/// <summary>All schemas that one value has to fit: the given ones, the ones they refer to, and those in their <c>allOf</c>.</summary>
/// <param name="Nodes">Each schema once, in the order in which it was found.</param>
/// <param name="References">The references on the way to this value, with those of the value itself.</param>
internal sealed record SchemaSet(IReadOnlyList<SchemaNode> Nodes, ReferencePath? References)
{
    /// <summary>The most schemas for one value.</summary>
    public const int MaxNodes = 500;

    /// <summary>The types that all schemas allow.</summary>
    public JsonTypes Types => Nodes.Aggregate(JsonTypes.Any, (types, node) => types & (node.Types ?? JsonTypes.Any));

    /// <summary>
    /// Whether a value has to be checked after it is made. The generators do not know what <c>oneOf</c> and <c>not</c> exclude.
    /// </summary>
    public bool NeedsCheck => Nodes.Any(node => node.OneOf is not null || node.Not is not null);

    /// <returns>The schemas, or the reason why there are none.</returns>
    public static (SchemaSet? Schemas, string? Problem) Of(SchemaDocument document, IEnumerable<SchemaNode> nodes, ReferencePath? references)
    {
        List<SchemaNode> all = [.. nodes];
        HashSet<SchemaNode> known = [.. all];
        var followed = references;
        var isRepeated = false;
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
                    return (null, $"'{JsonPointer.Shortened(reference)}' ({node.Place}) refers to nothing in the schema");
                }

                followed = ReferencePath.Follow(references, followed, target);
                Add(target);
            }

            foreach (var part in node.AllOf ?? [])
            {
                Add(part);
            }

            if (all.Count > MaxNodes)
            {
                return (null, $"more than {MaxNodes} schemas hold for one value ({node.Place})");
            }
        }

        var problem = document.Problem ?? (isRepeated && HasLoop(document, all) ? $"a schema refers to itself without an end ({all[0].Place})" : null);
        return problem is null ? (new(all, followed), null) : (null, problem);

        void Add(SchemaNode node)
        {
            if (known.Add(node))
            {
                all.Add(node);
            }
            else
            {
                isRepeated = true;
            }
        }
    }

    // Two schemas may refer to the same one. A schema that leads back to itself for the same value has no end.
    private static bool HasLoop(SchemaDocument document, IReadOnlyList<SchemaNode> nodes)
    {
        HashSet<SchemaNode> done = [];
        HashSet<SchemaNode> open = [];
        return nodes.Any(Loops);

        bool Loops(SchemaNode node)
        {
            if (!open.Add(node))
            {
                return true;
            }

            var target = node.Reference is { } reference ? document.Target(reference) : null;
            var loops = !done.Contains(node) && ((target is not null && Loops(target)) || (node.AllOf ?? []).Any(Loops));
            open.Remove(node);
            done.Add(node);
            return loops;
        }
    }

    /// <summary>The schemas of a property. Empty if the property may have any value.</summary>
    public IReadOnlyList<SchemaNode> Property(string name) =>
        [.. Nodes.Select(node => node.Properties?.GetValueOrDefault(name) ?? node.AdditionalProperties).OfType<SchemaNode>()];

    /// <summary>The schemas of an item. Empty if the item may have any value.</summary>
    public IReadOnlyList<SchemaNode> Item(int index) =>
        [.. Nodes.Select(node => index < node.Prefix?.Count ? node.Prefix[index] : node.Items).OfType<SchemaNode>()];
}
