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
        var rotated = Enumerable.Range(0, values.Count).Select(index => values[(start + index) % values.Count]);
        foreach (var value in rotated.OrderBy(value => value.ValueKind == JsonValueKind.Null))
        {
            if (context.Mismatch(schemas.Nodes, value, path) is null)
            {
                context.CountValue();
                context.Text.Append(CompactJson.Value(value));
                return null;
            }
        }

        return $"{path}: none of the listed values fits what else is asked";
    }
}
