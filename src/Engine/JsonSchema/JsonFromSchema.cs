using System.Text.Json;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// Makes a JSON value that fits a schema. Depth, size and work are limited, so every schema ends: with a value, or with the reason why
/// there is none.
/// </summary>
internal static class JsonFromSchema
{
    /// <param name="schema">Any JSON. If it is not a schema, the result says so.</param>
    /// <param name="random">The same schema and the same sequence give the same text.</param>
    /// <param name="work">The work of the request, or null if nothing limits it.</param>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public static GeneratedJson Of(JsonElement schema, RandomSequence random, WorkBudget? work = null)
    {
        try
        {
            var limit = new StepLimit(work ?? new(), GenerationContext.MaxSteps);
            var document = new SchemaDocument(schema, limit);
            var context = new GenerationContext(document, random, limit);
            var problem = document.Problem ?? ValueGenerator.Write(context, [document.Root], JsonPath.Root(document.Root));
            problem ??= context.IsSpent ? GenerationContext.SpentProblem : null;
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
