namespace MockLlm.Engine.JsonSchema;

/// <summary>A piece of a regular expression.</summary>
internal abstract record PatternPart
{
    /// <summary>One character out of ranges of code points.</summary>
    /// <param name="Ranges">In order of place in the pattern, both ends included.</param>
    /// <param name="Negated">Whether the ranges say what is not meant.</param>
    public sealed record Characters(IReadOnlyList<(int First, int Last)> Ranges, bool Negated) : PatternPart
    {
        public bool Holds(int character) => Ranges.Any(range => character >= range.First && character <= range.Last) != Negated;
    }

    public sealed record Sequence(IReadOnlyList<PatternPart> Parts) : PatternPart;

    public sealed record Choice(IReadOnlyList<PatternPart> Options) : PatternPart;

    /// <param name="Part">What is repeated.</param>
    /// <param name="Min">How often at least.</param>
    /// <param name="Max">How often at most; null when there is no end.</param>
    public sealed record Repeat(PatternPart Part, int Min, int? Max) : PatternPart;

    /// <summary>The text's start or end.</summary>
    public sealed record Anchor(bool Start) : PatternPart;
}
