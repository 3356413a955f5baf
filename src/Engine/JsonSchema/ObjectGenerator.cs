using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Writes objects: the properties in the order of the schema, and optional ones too where they can be made.</summary>
internal static class ObjectGenerator
{
    private const int AttemptsPerName = 40;

    public static string? Write(GenerationContext context, SchemaSet schemas, JsonPath path)
    {
        HashSet<string> required = [.. schemas.Nodes.SelectMany(node => node.Required ?? [])];
        var min = schemas.Nodes.Max(node => node.MinProperties) ?? 0;
        var max = schemas.Nodes.Min(node => node.MaxProperties) ?? int.MaxValue;
        if (Math.Max(min, required.Count) > max || min > GenerationContext.MaxSteps)
        {
            return $"{path}: an object of at least {Math.Max(min, required.Count)} and at most {max} properties cannot be made";
        }

        HashSet<string> made = [];
        context.Text.Append('{');
        var problem = WriteDeclared(context, schemas, required, max - required.Count, made, path)
            ?? WriteAdditional(context, schemas, min, max, made, path);
        context.Text.Append('}');
        return problem;
    }

    private static string? WriteDeclared(
        GenerationContext context, SchemaSet schemas, HashSet<string> required, int optional, HashSet<string> made, JsonPath path)
    {
        string[] names =
            [.. schemas.Nodes.SelectMany(node => node.Properties?.Keys ?? Enumerable.Empty<string>()).Concat(required).Distinct()];
        context.CountSteps(names.Length);
        foreach (var name in names)
        {
            context.CountSteps(schemas.Nodes.Count);
            if (context.IsSpent)
            {
                return GenerationContext.SpentProblem;
            }

            var isRequired = required.Contains(name);
            var nodes = schemas.Property(name);
            if (!isRequired && (optional == 0 || IsLeftOut(context, nodes, path)))
            {
                continue;
            }

            var problem = WriteProperty(context, schemas, name, nodes, made, path);
            if (problem is not null && (isRequired || context.IsSpent))
            {
                return problem;
            }

            optional -= problem is null && !isRequired ? 1 : 0;
        }

        return null;
    }

    private static bool IsLeftOut(GenerationContext context, IReadOnlyList<SchemaNode> nodes, JsonPath path) =>
        path.IsMinimal || context.IsFull || (path.EndsRecursion && nodes.Any(node => node.HoldsReference));

    /// <returns>Null if the property was written. Otherwise the reason why not, and nothing of the property is left.</returns>
    private static string? WriteProperty(
        GenerationContext context, SchemaSet schemas, string name, IReadOnlyList<SchemaNode> nodes, HashSet<string> made, JsonPath path)
    {
        var start = context.Text.Length;
        context.Text.Append(made.Count > 0 ? "," : "").Append(CompactJson.String(name)).Append(':');
        var problem = NameMismatch(context, schemas, name, path) ?? ValueGenerator.Write(context, nodes, path.Child(name));
        if (problem is null)
        {
            made.Add(name);
        }
        else
        {
            context.Text.Length = start;
        }

        return problem;
    }

    private static string? NameMismatch(GenerationContext context, SchemaSet schemas, string name, JsonPath path)
    {
        SchemaNode[] rules = [.. schemas.Nodes.Select(node => node.PropertyNames).OfType<SchemaNode>()];
        return rules.Length == 0 ? null : context.Mismatch(rules, JsonSerializer.SerializeToElement(name), path.Child(name));
    }

    // A schema with `additionalProperties` and without properties is a dictionary. It gets one or two entries.
    private static string? WriteAdditional(GenerationContext context, SchemaSet schemas, int min, int max, HashSet<string> made, JsonPath path)
    {
        var isDictionary = made.Count == 0 && !path.IsMinimal && !path.EndsRecursion && !context.IsFull
            && schemas.Nodes.Any(node => node.AdditionalProperties is { Types: not JsonTypes.None });
        var count = Math.Max(min, isDictionary ? Math.Min(max, 1 + context.Below(2)) : 0);
        for (var misses = 0; made.Count < count;)
        {
            context.CountSteps(1 + schemas.Nodes.Count);
            var problem = NewName(context, schemas, path) is { } name && !made.Contains(name)
                ? WriteProperty(context, schemas, name, schemas.Property(name), made, path)
                : $"{path}: not enough names for properties were found";
            misses = problem is null ? 0 : misses + 1;
            if (misses > AttemptsPerName || context.IsSpent)
            {
                return made.Count < min ? problem : null;
            }
        }

        return null;
    }

    private static string? NewName(GenerationContext context, SchemaSet schemas, JsonPath path)
    {
        SchemaNode[] rules = [.. schemas.Nodes.Select(node => node.PropertyNames).OfType<SchemaNode>()];
        if (rules.Length == 0)
        {
            return context.Word() + (context.Below(2) == 0 ? "" : "_" + context.Word());
        }

        var start = context.Text.Length;
        var name = ValueGenerator.Write(context, rules, path.Child("key")) is null ? ReadString(context.Tail(start)) : null;
        context.Text.Length = start;
        return name;
    }

    private static string? ReadString(string json)
    {
        using var value = JsonDocument.Parse(json);
        return value.RootElement.ValueKind == JsonValueKind.String ? value.RootElement.GetString() : null;
    }
}
