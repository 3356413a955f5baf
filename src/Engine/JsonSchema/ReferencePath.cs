namespace MockLlm.Engine.JsonSchema;

/// <summary>The references on the way from the root to a value. They are a linked list, newest first.</summary>
/// <param name="Target">The schema that was referred to.</param>
/// <param name="Repeats">The number of references on this way that led back to a schema on the way.</param>
/// <param name="Previous">The references before this one, or null if it is the first.</param>
internal sealed record ReferencePath(SchemaNode Target, int Repeats, ReferencePath? Previous)
{
    /// <summary>The way with one more reference.</summary>
    /// <param name="entered">
    /// The way to the value without the references of the value itself. Only what is on it counts as repeated.
    /// </param>
    /// <param name="current">The way with the references of the value that are already followed.</param>
    /// <param name="target">The schema that is referred to.</param>
    public static ReferencePath Follow(ReferencePath? entered, ReferencePath? current, SchemaNode target)
    {
        var isRepeated = false;
        for (var step = entered; step is not null && !isRepeated; step = step.Previous)
        {
            isRepeated = step.Target == target;
        }

        return new(target, (current?.Repeats ?? 0) + (isRepeated ? 1 : 0), current);
    }
}
