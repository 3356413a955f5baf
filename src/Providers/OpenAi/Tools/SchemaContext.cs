namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>The way from the root of a schema to a schema inside it. It is a linked list, newest first.</summary>
/// <param name="Step">The last step.</param>
/// <param name="Previous">The steps before it, or null if it is the first.</param>
internal sealed record SchemaContext(string Step, SchemaContext? Previous)
{
    /// <summary>All steps in quotes, the first one first.</summary>
    public static string[] Steps(SchemaContext? context)
    {
        var steps = new Stack<string>();
        for (var step = context; step is not null; step = step.Previous)
        {
            steps.Push($"'{step.Step}'");
        }

        return [.. steps];
    }
}
