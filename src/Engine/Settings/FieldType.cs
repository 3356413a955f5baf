namespace MockLlm.Engine.Settings;

/// <summary>The kinds of fields in a settings record.</summary>
internal enum FieldKind
{
    Text,
    Flag,
    Whole,
    Number,
    Duration,
    Word,
    List,
    Record,
}

/// <summary>The type of a field, or of the items of a list.</summary>
/// <param name="Kind">The kind of value in the file.</param>
/// <param name="Type">The .NET type without its nullability.</param>
/// <param name="IsNullable">Whether the value may be empty (<c>key:</c>).</param>
/// <param name="Item">The type of the items of a list. Null for any other kind.</param>
/// <param name="Record">The fields of a nested record. Null for any other kind.</param>
internal sealed record FieldType(FieldKind Kind, Type Type, bool IsNullable, FieldType? Item = null, RecordShape? Record = null)
{
    /// <summary>The sentence that says what the type allows.</summary>
    public string Expected => Kind switch
    {
        FieldKind.Flag => "it must be true or false",
        FieldKind.Whole when Type == typeof(int) => $"it must be a whole number from {int.MinValue} to {int.MaxValue}",
        FieldKind.Whole => $"it must be a whole number from {long.MinValue} to {long.MaxValue}",
        FieldKind.Number => "it must be a number",
        FieldKind.Duration => "it must be a duration such as 80us, 15ms, 1.5s or 2m",
        FieldKind.Word => $"it must be {string.Join(" or ", Words)}",
        FieldKind.List => "it must be a list",
        FieldKind.Record => "it must be a map of keys",
        _ => "it must be a text",
    };

    /// <summary>The values of an enum as they are written in the file.</summary>
    public IEnumerable<string> Words => Enum.GetNames(Type).Select(SnakeCase.Of);
}
