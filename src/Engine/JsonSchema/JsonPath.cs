namespace MockLlm.Engine.JsonSchema;

/// <summary>The place of a value that is being made.</summary>
/// <param name="Place">The place in the value that is made.</param>
/// <param name="Name">The name of the property. For an item it is the name of its array. It is empty at the root.</param>
/// <param name="Depth">The number of objects and arrays around the value.</param>
/// <param name="References">The references that were followed on the way to the value.</param>
/// <param name="IsMinimal">Whether optional properties and items are left out.</param>
internal sealed record JsonPath(JsonPointer Place, string Name, int Depth, ReferencePath? References, bool IsMinimal)
{
    /// <summary>How often a schema may contain itself before only the shortest values are made.</summary>
    private const int MaxRecursion = 2;

    /// <summary>Whether recursion has to end here.</summary>
    public bool EndsRecursion => References?.Repeats >= MaxRecursion;

    /// <summary>The place of the outermost value.</summary>
    public static JsonPath Root(SchemaNode schema) => new(JsonPointer.Value, "", 0, ReferencePath.Start(schema), IsMinimal: false);

    /// <summary>The place of a property or an item of this value.</summary>
    public JsonPath Child(string name) => this with { Place = Place.Child(name), Name = name, Depth = Depth + 1 };

    /// <summary>The place for a message, such as <c>/address/city</c>.</summary>
    public override string ToString() => Place.ToString();
}
