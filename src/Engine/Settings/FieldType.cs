namespace MockLlm.Engine.Settings;

/// <summary>What a field of a settings record may be.</summary>
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

/// <summary>The type of a field, or of a list's items.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="Type">The .NET type, without its nullability.</param>
/// <param name="IsNullable">Whether nothing may be written (<c>key:</c>).</param>
/// <param name="Item">What a list holds; null for any other kind.</param>
/// <param name="Record">A nested record's fields; null for any other kind.</param>
internal sealed record FieldType(FieldKind Kind, Type Type, bool IsNullable, FieldType? Item = null, RecordShape? Record = null)
{
    /// <summary>The sentence that says what may be written, as far as the type alone decides it.</summary>
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

    /// <summary>An enum's values as they are written.</summary>
    public IEnumerable<string> Words => Enum.GetNames(Type).Select(SnakeCase.Of);
}
