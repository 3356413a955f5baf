using System.IO.Enumeration;

namespace MockLlm.Engine.Matching;

/// <summary>
/// A pattern in which <c>*</c> matches any characters and <c>?</c> matches one. A backslash escapes the character after it. All other
/// characters match themselves. Case matters.
/// </summary>
internal sealed record Glob(string Pattern)
{
    public bool Matches(string text) => FileSystemName.MatchesSimpleExpression(Pattern, text, ignoreCase: false);
}
