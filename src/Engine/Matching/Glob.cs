using System.IO.Enumeration;

namespace MockLlm.Engine.Matching;

/// <summary>A pattern in which <c>*</c> stands for any characters and <c>?</c> for one; all others stand for themselves.</summary>
internal sealed record Glob(string Pattern)
{
    public bool Matches(string text) => FileSystemName.MatchesSimpleExpression(Pattern, text, ignoreCase: false);
}
