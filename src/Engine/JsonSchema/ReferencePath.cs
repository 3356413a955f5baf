using System.Collections.Immutable;

namespace MockLlm.Engine.JsonSchema;

/// <summary>The references on the way from the root to a value.</summary>
/// <param name="Targets">The schemas that were referred to.</param>
/// <param name="Repeats">The number of references on this way that led back to a schema on the way.</param>
internal sealed record ReferencePath(ImmutableHashSet<SchemaNode> Targets, int Repeats)
{
    /// <summary>The way to the outermost value.</summary>
    public static ReferencePath Start(SchemaNode root) => new([root], 0);

    /// <summary>The way with one more reference.</summary>
    /// <param name="entered">
    /// The way to the value without the references of the value itself. Only what is on it counts as repeated.
    /// </param>
    /// <param name="current">The way with the references of the value that are already followed.</param>
    /// <param name="target">The schema that is referred to.</param>
    public static ReferencePath Follow(ReferencePath? entered, ReferencePath? current, SchemaNode target)
    {
        var isRepeated = entered?.Targets.Contains(target) ?? false;
        return new((current?.Targets ?? []).Add(target), (current?.Repeats ?? 0) + (isRepeated ? 1 : 0));
    }
}
