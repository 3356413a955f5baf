namespace MockLlm.Engine.JsonSchema;

/// <summary>Where a value is being made.</summary>
/// <param name="Name">The property's name, or for an item that of its list; empty at the root.</param>
/// <param name="Depth">In how many objects and lists it stands.</param>
/// <param name="References">What was referred to on the way.</param>
/// <param name="Bare">Whether optional properties and items are left out.</param>
/// <param name="Outer">The spot around it.</param>
internal sealed record Spot(string Name, int Depth, ReferencePath? References, bool Bare, Spot? Outer)
{
    /// <summary>How often a schema may contain itself before what is made tends to its end.</summary>
    private const int FullRounds = 2;

    /// <summary>Whether recursion has to end here.</summary>
    public bool Ends => References?.Again >= FullRounds;

    public Spot Inside(string name) => new(name, Depth + 1, References, Bare, this);

    /// <summary>The place for a message, such as <c>/address/city</c>.</summary>
    public override string ToString() => Outer is null ? "" : $"{Outer}/{Name}";
}
