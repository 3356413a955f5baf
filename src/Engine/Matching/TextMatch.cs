using System.Text.RegularExpressions;

namespace MockLlm.Engine.Matching;

/// <summary>A condition on a text.</summary>
internal abstract record TextMatch
{
    public abstract bool Matches(string text);

    /// <summary>The text is equal to another.</summary>
    /// <param name="Text">The other text.</param>
    /// <param name="Comparison">Whether case matters.</param>
    public sealed record Exact(string Text, StringComparison Comparison) : TextMatch
    {
        public override bool Matches(string text) => text.Equals(Text, Comparison);
    }

    /// <summary>The text contains another.</summary>
    /// <param name="Part">The other text.</param>
    /// <param name="Comparison">Whether case matters.</param>
    public sealed record Contains(string Part, StringComparison Comparison) : TextMatch
    {
        public override bool Matches(string text) => text.Contains(Part, Comparison);
    }

    /// <summary>The text starts with another.</summary>
    /// <param name="Start">The other text.</param>
    /// <param name="Comparison">Whether case matters.</param>
    public sealed record StartsWith(string Start, StringComparison Comparison) : TextMatch
    {
        public override bool Matches(string text) => text.StartsWith(Start, Comparison);
    }

    /// <summary>
    /// A regular expression matches somewhere in the text. An expression that needs backtracking can take exponential time. If its time limit
    /// of 100 ms ends the search, the text does not match.
    /// </summary>
    /// <param name="Regex">The expression.</param>
    public sealed record Pattern(Regex Regex) : TextMatch
    {
        private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

        /// <exception cref="RegexParseException">The expression is not valid.</exception>
        public static Pattern Of(string expression, bool ignoreCase)
        {
            var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
            try
            {
                // Its time grows with the length of the text only, so it needs no limit.
                return new(new Regex(expression, options | RegexOptions.NonBacktracking));
            }
            catch (NotSupportedException)
            {
                // References and look-around need backtracking.
                return new(new Regex(expression, options, Limit));
            }
        }

        public override bool Matches(string text)
        {
            try
            {
                return Regex.IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                return false;
            }
        }
    }
}
