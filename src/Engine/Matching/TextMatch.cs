using System.Text.RegularExpressions;

namespace MockLlm.Engine.Matching;

/// <summary>A condition on a text.</summary>
internal abstract record TextMatch
{
    public abstract bool Matches(string text);

    /// <param name="Text">The whole text.</param>
    /// <param name="Comparison">Whether case counts.</param>
    public sealed record Exact(string Text, StringComparison Comparison) : TextMatch
    {
        public override bool Matches(string text) => text.Equals(Text, Comparison);
    }

    /// <param name="Part">Stands anywhere in the text.</param>
    /// <param name="Comparison">Whether case counts.</param>
    public sealed record Contains(string Part, StringComparison Comparison) : TextMatch
    {
        public override bool Matches(string text) => text.Contains(Part, Comparison);
    }

    /// <param name="Start">What the text begins with.</param>
    /// <param name="Comparison">Whether case counts.</param>
    public sealed record StartsWith(string Start, StringComparison Comparison) : TextMatch
    {
        public override bool Matches(string text) => text.StartsWith(Start, Comparison);
    }

    /// <summary>Found anywhere in the text. Where that cannot be said within the expression's time limit, the text does not match.</summary>
    /// <param name="Regex">With a time limit, since some expressions take exponential time.</param>
    public sealed record Pattern(Regex Regex) : TextMatch
    {
        private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

        /// <exception cref="RegexParseException">The expression is none.</exception>
        public static Pattern Of(string expression, bool ignoreCase) => new(
            new Regex(expression, RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None), Limit));

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
