using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// Writes a value of any type. It decides between listed values, branches and types, and leaves the writing to the others.
/// </summary>
internal static class ValueGenerator
{
    private const int MaxDepth = 60;
    private const int Attempts = 8;
    private const int StepsPerValue = 10;

    /// <param name="context">What the generators share.</param>
    /// <param name="nodes">The schemas that the value has to fit.</param>
    /// <param name="path">The place of the value.</param>
    /// <param name="choices">The branches that are already chosen for this value.</param>
    /// <returns>Null if a value was written, or the reason why not.</returns>
    public static string? Write(GenerationContext context, IReadOnlyList<SchemaNode> nodes, JsonPath path, BranchChoice? choices = null)
    {
        context.CountSteps(StepsPerValue + nodes.Count);
        if (context.IsSpent)
        {
            return GenerationContext.SpentProblem;
        }

        if (path.Depth > MaxDepth)
        {
            return $"the value would be nested deeper than {MaxDepth}; a schema that always contains itself has no end";
        }

        var (schemas, problem) = SchemaSet.Of(context.Document, nodes, path.References);
        if (schemas is null)
        {
            return problem;
        }

        var here = path with { References = schemas.References };
        // Several passes over the schemas, one of them for each choice that is already made.
        context.CountSteps(schemas.Nodes.Count * (2L + (choices?.Depth ?? 0)));
        return schemas.Nodes.Any(node => node.Constant is not null || node.Values is not null) ? EnumGenerator.Write(context, schemas, here)
            : BranchChoice.NextOpen(schemas, choices) is { } branches ? BranchGenerator.Write(context, schemas, branches, here, choices)
            : WriteFirstType(context, schemas, here);
    }

    private static string? WriteFirstType(GenerationContext context, SchemaSet schemas, JsonPath path)
    {
        var types = schemas.Types;
        var start = context.Text.Length;
        string? firstProblem = null;
        foreach (var type in TypeOrder.Of(types, schemas, context))
        {
            var problem = schemas.NeedsCheck
                ? WriteChecked(context, type & types, schemas, path)
                : WriteType(context, type & types, schemas, path);
            if (problem is null)
            {
                context.CountValue();
                return null;
            }

            context.Text.Length = start;
            firstProblem ??= problem;
        }

        return context.IsSpent ? GenerationContext.SpentProblem : firstProblem ?? $"{path}: the schema allows no type of value";
    }

    // A value that `not` or `oneOf` excludes is cut off and made again. The second half of the attempts makes minimal values.
    private static string? WriteChecked(GenerationContext context, JsonTypes type, SchemaSet schemas, JsonPath path)
    {
        var start = context.Text.Length;
        string? firstProblem = null;
        for (var attempt = 0; attempt < Attempts && !(context.IsSpent && attempt > 0); attempt++)
        {
            var problem = WriteType(context, type, schemas, attempt < Attempts / 2 ? path : path with { IsMinimal = true })
                ?? Excluded(context, schemas, start, path);
            if (problem is null)
            {
                return null;
            }

            context.Text.Length = start;
            firstProblem ??= problem;
        }

        return firstProblem;
    }

    private static string? Excluded(GenerationContext context, SchemaSet schemas, int start, JsonPath path)
    {
        context.CountSteps((context.Text.Length - start) / 8);
        using var made = JsonDocument.Parse(context.Tail(start));
        return context.Mismatch(schemas.Nodes.Where(node => node.OneOf is not null || node.Not is not null), made.RootElement, path);
    }

    private static string? WriteType(GenerationContext context, JsonTypes type, SchemaSet schemas, JsonPath path)
    {
        switch (type)
        {
            case JsonTypes.Null:
                context.Text.Append("null");
                return null;
            case JsonTypes.Boolean:
                context.Text.Append(context.Below(2) == 0 ? "true" : "false");
                return null;
            case JsonTypes.String: return StringGenerator.Write(context, schemas, path);
            case JsonTypes.Array: return ArrayGenerator.Write(context, schemas, path);
            case JsonTypes.Object: return ObjectGenerator.Write(context, schemas, path);
            default: return NumberGenerator.Write(context, schemas, mustBeInteger: type == JsonTypes.Integer, path);
        }
    }
}
