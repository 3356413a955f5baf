namespace MockLlm.Engine.JsonSchema;

/// <summary>Writes a value that fits one branch of an <c>anyOf</c> or <c>oneOf</c>.</summary>
internal static class BranchGenerator
{
    public static string? Write(
        GenerationContext context, SchemaSet schemas, IReadOnlyList<SchemaNode> branches, JsonPath path, BranchChoice? choices)
    {
        if (!context.TryEnterChoice())
        {
            return $"{path}: too many choices inside each other";
        }

        var problem = WriteFirst(context, schemas, branches, path, choices);
        context.LeaveChoice();
        return problem;
    }

    private static string? WriteFirst(
        GenerationContext context, SchemaSet schemas, IReadOnlyList<SchemaNode> branches, JsonPath path, BranchChoice? choices)
    {
        var start = context.Text.Length;
        string? firstProblem = null;
        foreach (var branch in InOrder(context, branches, path.EndsRecursion || context.IsFull))
        {
            if (ValueGenerator.Write(context, [.. schemas.Nodes, branch], path, new(branches, choices)) is not { } problem)
            {
                return null;
            }

            context.Text.Length = start;
            firstProblem ??= problem;
            if (context.IsSpent)
            {
                break;
            }
        }

        return firstProblem ?? $"{path}: anyOf or oneOf has no schema";
    }

    // Starts at a random branch. A schema that allows null allows it for an unknown value, so null comes last.
    // Where recursion ends, the branch with the shallowest value comes first.
    private static IEnumerable<SchemaNode> InOrder(GenerationContext context, IReadOnlyList<SchemaNode> branches, bool shallowestFirst)
    {
        context.CountSteps(branches.Count);
        var start = context.Below(Math.Max(1, branches.Count));
        var rotated = Enumerable.Range(0, branches.Count).Select(index => branches[(start + index) % branches.Count]);
        if (!shallowestFirst)
        {
            return rotated.OrderBy(node => node.Types == JsonTypes.Null);
        }

        var minDepth = context.MinDepth;
        return rotated.OrderBy(minDepth.Of);
    }
}
