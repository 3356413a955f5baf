namespace MockLlm.Engine.JsonSchema;

/// <summary>The alternatives between which was chosen for a value, the newest first.</summary>
/// <param name="Group">The schemas of one <c>anyOf</c> or <c>oneOf</c>.</param>
/// <param name="Before">The choices before it.</param>
internal sealed record Decision(IReadOnlyList<SchemaNode> Group, Decision? Before)
{
    /// <summary>The first alternatives that are not yet chosen between; null when there are none.</summary>
    public static IReadOnlyList<SchemaNode>? Open(Conjunction all, Decision? decided)
    {
        foreach (var node in all.Nodes)
        {
            if (node.AnyOf is { } any && !IsMade(any, decided))
            {
                return any;
            }

            if (node.OneOf is { } one && !IsMade(one, decided))
            {
                return one;
            }
        }

        return null;
    }

    private static bool IsMade(IReadOnlyList<SchemaNode> group, Decision? decided)
    {
        var decision = decided;
        while (decision is not null && !ReferenceEquals(decision.Group, group))
        {
            decision = decision.Before;
        }

        return decision is not null;
    }
}
