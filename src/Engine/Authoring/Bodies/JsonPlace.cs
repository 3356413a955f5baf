namespace MockLlm.Engine;

/// <summary>
/// A place in a JSON body, as a list from the innermost value to the outermost. It is turned into text only for a mistake.
/// </summary>
/// <param name="Parent">The object or array around the value, or null for the body itself.</param>
/// <param name="Name">The name of the field, or null for an item of an array.</param>
/// <param name="Index">The index of the item, counted from 0. It is not used for a field.</param>
internal sealed record JsonPlace(JsonPlace? Parent, string? Name, int Index)
{
    /// <summary>The place as text, such as <c>messages[0].content</c>.</summary>
    public string Spell() => Name is null ? $"{Parent?.Spell()}[{Index}]" : Parent is null ? Name : $"{Parent.Spell()}.{Name}";
}
