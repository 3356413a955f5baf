namespace MockLlm.Engine.JsonSchema;

/// <summary>Writes arrays: a few items, or as many as the schema asks for.</summary>
internal static class ArrayGenerator
{
    private const int UsualItems = 3;
    private const int AttemptsPerItem = 40;

    public static string? Write(GenerationContext context, SchemaSet schemas, JsonPath path)
    {
        var min = schemas.Nodes.Max(node => node.MinItems) ?? 0;
        var max = schemas.Nodes.Min(node => node.MaxItems) ?? int.MaxValue;
        if (min > max || min > GenerationContext.MaxSteps)
        {
            return $"{path}: a list of at least {min} and at most {max} items cannot be made";
        }

        var count = path.IsMinimal || path.EndsRecursion || context.IsFull ? min : UsualCount(context, schemas, min, max);
        var seen = schemas.Nodes.Any(node => node.UniqueItems) ? new HashSet<string>() : null;
        context.Text.Append('[');
        for (var index = 0; index < count; index++)
        {
            var start = context.Text.Length;
            if (WriteItem(context, schemas, index, seen, path) is { } problem)
            {
                context.Text.Length = start;
                if (index < min)
                {
                    return problem;
                }

                break;
            }
        }

        context.Text.Append(']');
        return null;
    }

    private static int UsualCount(GenerationContext context, SchemaSet schemas, int min, int max)
    {
        var prefix = schemas.Nodes.Max(node => node.Prefix?.Count) ?? 0;
        return Math.Clamp(prefix > 0 ? prefix : 1 + context.Below(UsualItems), min, max);
    }

    private static string? WriteItem(GenerationContext context, SchemaSet schemas, int index, HashSet<string>? seen, JsonPath path)
    {
        if (index > 0)
        {
            context.Text.Append(',');
        }

        var start = context.Text.Length;
        var nodes = schemas.Item(index);
        var item = path.Child(path.Name);
        for (var attempt = 0; attempt < AttemptsPerItem + index; attempt++)
        {
            var problem = ValueGenerator.Write(context, nodes, item);
            if (problem is not null || seen is null || seen.Add(context.Tail(start)))
            {
                return problem;
            }

            context.Text.Length = start;
        }

        return $"{path}: not enough different items were found";
    }
}
