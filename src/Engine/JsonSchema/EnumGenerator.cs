using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Writes one of the values that <c>const</c> or <c>enum</c> lists.</summary>
internal static class EnumGenerator
{
    // Starts at a random value and takes the first that also fits the other keywords. Null comes last.
    public static string? Write(GenerationContext context, SchemaSet schemas, JsonPath path)
    {
        var values = schemas.Nodes.Select(node => node.Constant is { } constant ? [constant] : node.Values).OfType<IReadOnlyList<JsonElement>>().First();
        var start = context.Below(Math.Max(1, values.Count));
        JsonElement? fitting = null;
        for (var index = 0; index < values.Count && !context.IsSpent; index++)
        {
            var value = values[(start + index) % values.Count];
            if ((fitting is null || value.ValueKind != JsonValueKind.Null) && context.Mismatch(schemas.Nodes, value, path) is null)
            {
                fitting = value;
                if (value.ValueKind != JsonValueKind.Null)
                {
                    break;
                }
            }
        }

        if (context.IsSpent)
        {
            return GenerationContext.SpentProblem;
        }

        if (fitting is { } found)
        {
            context.CountValue();
            context.Text.Append(CompactJson.Value(found));
            return null;
        }

        return $"{path}: none of the listed values fits what else is asked";
    }
}
