namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// Types of JSON values. <c>number</c> in a schema is <see cref="Integer"/> or <see cref="Fraction"/>. 1.0 is an integer.
/// </summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Fraction = 8,
    String = 16,
    Array = 32,
    Object = 64,
    Number = Integer | Fraction,
    Any = Null | Boolean | Number | String | Array | Object,
}
