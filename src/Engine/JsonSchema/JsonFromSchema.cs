using System.Text.Json;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// Makes a JSON value that fits a schema. Depth, size and work are limited, so every schema ends: with a value, or with the reason why
/// there is none.
/// </summary>
internal static class JsonFromSchema
{
    /// <param name="schema">Any JSON. If it is not a schema, the result says so.</param>
    /// <param name="random">The same schema and the same sequence give the same text.</param>
    public static GeneratedJson Of(JsonElement schema, RandomSequence random)
    {
        try
        {
            var document = new SchemaDocument(schema);
            var context = new GenerationContext(document, random);
            var problem = document.Problem ?? ValueGenerator.Write(context, [document.Root], JsonPath.Root(document.Root));
            return problem is null ? new(context.Text.ToString(), null) : new(null, problem);
        }
        catch (InvalidOperationException)
        {
            return new(null, "the schema holds a text that is no valid Unicode");
        }
    }
}

/// <summary>A JSON value made from a schema, or the reason why there is none.</summary>
/// <param name="Text">The value as compact JSON, or null if there is none.</param>
/// <param name="Problem">The reason, or null if there is a value.</param>
internal readonly record struct GeneratedJson(string? Text, string? Problem);
