namespace MockLlm.Engine;

/// <summary>What is wrong with one place of a JSON body, before any vendor's wording.</summary>
/// <param name="Flaw">What kind of mistake it is.</param>
/// <param name="Path">Where: <c>messages[0].content</c>; empty for the body itself.</param>
/// <param name="Expected">What should stand there: a type (<c>integer</c>, <c>array of objects</c>), a bound, or the list of allowed values.</param>
/// <param name="Found">What stands there instead: a type, a number or a value; for broken JSON the parser's words.</param>
public sealed record BodyIssue(BodyFlaw Flaw, string Path, string Expected = "", string Found = "");

/// <summary>The kinds of mistake a JSON body can hold.</summary>
public enum BodyFlaw
{
    /// <summary>The bytes are not JSON, or not UTF-8.</summary>
    NotJson,

    /// <summary>A required field is missing.</summary>
    Missing,

    /// <summary>A value of another type than expected.</summary>
    WrongType,

    /// <summary>A number under its least value.</summary>
    BelowMinimum,

    /// <summary>A number over its greatest value.</summary>
    AboveMaximum,

    /// <summary>A list or text that must not be empty.</summary>
    Empty,

    /// <summary>A list with too many entries.</summary>
    TooLong,

    /// <summary>A text that is none of the allowed values.</summary>
    UnknownValue,
}
