namespace MockLlm.Engine.JsonSchema;

/// <summary>The schemas referred to on the way from the root to a value, the newest first.</summary>
/// <param name="Target">What was referred to.</param>
/// <param name="Again">How often, on the way to here, a schema was referred to inside of itself.</param>
/// <param name="Before">The way before.</param>
internal sealed record ReferencePath(SchemaNode Target, int Again, ReferencePath? Before)
{
    /// <param name="entered">The way to the value: only what is on it makes a reference a repetition.</param>
    /// <param name="so">The way with what else holds for the same value.</param>
    /// <param name="target">What is referred to now.</param>
    public static ReferencePath Follow(ReferencePath? entered, ReferencePath? so, SchemaNode target)
    {
        var again = false;
        for (var step = entered; step is not null && !again; step = step.Before)
        {
            again = step.Target == target;
        }

        return new(target, (so?.Again ?? 0) + (again ? 1 : 0), so);
    }
}
