namespace MockLlm.Engine.JsonSchema;

/// <summary>A regular expression of the usual kind: classes, groups, alternatives, quantifiers, and <c>^</c> and <c>$</c>.</summary>
/// <param name="Part">What it says.</param>
/// <param name="IsExact">False where a Unicode property is narrowed to ASCII, so that a text may match although it seems not to.</param>
/// <param name="AnchorsInside">Whether <c>^</c> or <c>$</c> stand elsewhere than at its ends, so that not every text made fits.</param>
internal sealed record Pattern(PatternPart Part, bool IsExact, bool AnchorsInside)
{
    /// <summary>Whether it is found in a text; where that cannot be told, it is taken to be.</summary>
    public bool IsFoundIn(string text) => !IsExact || new PatternMatch(text).Finds(Part);
}
