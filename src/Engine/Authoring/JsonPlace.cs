namespace MockLlm.Engine;

/// <summary>A place in a JSON body, as a chain from the inside out: spelled only when a mistake is found there.</summary>
/// <param name="Parent">What it lies in; null: the body itself.</param>
/// <param name="Name">A field's name, or null for an array's item.</param>
/// <param name="Index">The item's index, from 0.</param>
internal sealed record JsonPlace(JsonPlace? Parent, string? Name, int Index)
{
    /// <summary>As <c>messages[0].content</c>.</summary>
    public string Spell() => Name is null ? $"{Parent?.Spell()}[{Index}]" : Parent is null ? Name : $"{Parent.Spell()}.{Name}";
}
