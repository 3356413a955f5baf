namespace MockLlm.Engine.JsonSchema;

/// <summary>The place of a value that is being made.</summary>
/// <param name="Name">The name of the property. For an item it is the name of its array. It is empty at the root.</param>
/// <param name="Depth">The number of objects and arrays around the value.</param>
/// <param name="References">The references that were followed on the way to the value.</param>
/// <param name="IsMinimal">Whether optional properties and items are left out.</param>
/// <param name="Parent">The place of the object or array around the value, or null at the root.</param>
internal sealed record JsonPath(string Name, int Depth, ReferencePath? References, bool IsMinimal, JsonPath? Parent)
{
    /// <summary>How often a schema may contain itself before only the shortest values are made.</summary>
    private const int MaxRecursion = 2;

    /// <summary>Whether recursion has to end here.</summary>
    public bool EndsRecursion => References?.Repeats >= MaxRecursion;

    /// <summary>The place of the outermost value.</summary>
    public static JsonPath Root(SchemaNode schema) => new("", 0, new(schema, 0, null), IsMinimal: false, null);

    /// <summary>The place of a property or an item of this value.</summary>
    public JsonPath Child(string name) => new(name, Depth + 1, References, IsMinimal, this);

    /// <summary>The place for a message, such as <c>/address/city</c>.</summary>
    public override string ToString() => Parent is null ? "" : $"{Parent}/{Name}";
}
