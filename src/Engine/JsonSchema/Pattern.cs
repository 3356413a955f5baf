using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>A regular expression of classes, groups, alternatives, quantifiers, <c>^</c> and <c>$</c>.</summary>
/// <param name="Part">The whole expression.</param>
/// <param name="IsExact">False if a Unicode property is reduced to ASCII. A text may then match although no match is found.</param>
/// <param name="AnchorsInside">
/// Whether <c>^</c> or <c>$</c> is not at an end of the expression. A generated text may then not match.
/// </param>
internal sealed record Pattern(PatternPart Part, bool IsExact, bool AnchorsInside)
{
    /// <summary>Whether the pattern matches somewhere in a text. True if that cannot be decided.</summary>
    public bool IsFoundIn(string text, StepLimit limit) => !IsExact || new PatternMatch(text, limit).Finds(Part);
}
