namespace MockLlm.Engine;

/// <summary>One mistake in a JSON body, independent of the error format of any provider.</summary>
/// <param name="Flaw">The kind of mistake.</param>
/// <param name="Path">The path of the field, such as <c>messages[0].content</c>. Empty for the body itself.</param>
/// <param name="Expected">
/// What the field must have: a type such as <c>integer</c> or <c>array of objects</c>, a bound, or the allowed values. Empty if the kind of
/// mistake says it all.
/// </param>
/// <param name="Found">What the field has: a type, a number or a value. For invalid JSON, the reason from the parser.</param>
public sealed record BodyIssue(BodyFlaw Flaw, string Path, string Expected = "", string Found = "");

/// <summary>The kinds of mistakes in a JSON body.</summary>
public enum BodyFlaw
{
    /// <summary>The bytes are not valid JSON or not valid UTF-8.</summary>
    NotJson,

    /// <summary>A required field is missing.</summary>
    Missing,

    /// <summary>A value has the wrong type.</summary>
    WrongType,

    /// <summary>A number is less than the minimum.</summary>
    BelowMinimum,

    /// <summary>A number is greater than the maximum.</summary>
    AboveMaximum,

    /// <summary>A list or string is empty but must not be.</summary>
    Empty,

    /// <summary>A list has too many items.</summary>
    TooLong,

    /// <summary>A string is none of the allowed values.</summary>
    UnknownValue,

    /// <summary>A string has no characters but needs at least one.</summary>
    EmptyText,

    /// <summary>A string has too many characters.</summary>
    LongText,

    /// <summary>A string does not have the form that its field needs, such as a pattern.</summary>
    WrongForm,

    /// <summary>An object has too many fields.</summary>
    TooManyFields,
}
