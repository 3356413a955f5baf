namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// An <c>anyOf</c> or <c>oneOf</c> whose branch is already chosen for the current value. The choices are a linked list, newest first.
/// </summary>
/// <param name="Branches">All branches of the <c>anyOf</c> or <c>oneOf</c>.</param>
/// <param name="Previous">The choices before this one, or null if it is the first.</param>
internal sealed record BranchChoice(IReadOnlyList<SchemaNode> Branches, BranchChoice? Previous)
{
    /// <summary>The number of choices in the list.</summary>
    public int Depth { get; } = 1 + (Previous?.Depth ?? 0);

    /// <summary>The branches of the first <c>anyOf</c> or <c>oneOf</c> without a choice, or null if there is none.</summary>
    public static IReadOnlyList<SchemaNode>? NextOpen(SchemaSet schemas, BranchChoice? made)
    {
        foreach (var node in schemas.Nodes)
        {
            if (node.AnyOf is { } any && !IsMade(any, made))
            {
                return any;
            }

            if (node.OneOf is { } one && !IsMade(one, made))
            {
                return one;
            }
        }

        return null;
    }

    private static bool IsMade(IReadOnlyList<SchemaNode> branches, BranchChoice? made)
    {
        var choice = made;
        while (choice is not null && !ReferenceEquals(choice.Branches, branches))
        {
            choice = choice.Previous;
        }

        return choice is not null;
    }
}
