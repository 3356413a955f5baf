namespace MockLlm.Engine.JsonSchema;

/// <summary>A place where a value does not fit a schema. Its text is made only for a message.</summary>
/// <param name="Place">The place in the value.</param>
/// <param name="Problem">What is wrong.</param>
internal readonly record struct SchemaMismatch(JsonPointer Place, string Problem)
{
    public override string ToString() => Place.ToString() is { Length: > 0 } place ? $"{place}: {Problem}" : $"the value: {Problem}";
}
