namespace MockLlm.Engine.JsonSchema;

/// <summary>Kinds of JSON values. <c>number</c> in a schema is <see cref="Whole"/> or <see cref="Fraction"/>; 1.0 is whole.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Whole = 4,
    Fraction = 8,
    Text = 16,
    List = 32,
    Map = 64,
    Number = Whole | Fraction,
    Any = Null | Boolean | Number | Text | List | Map,
}
