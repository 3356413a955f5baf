using System.Text.RegularExpressions;

namespace MockLlm.Engine.Matching;

/// <summary>How conditions put what they expect and what they find into words.</summary>
internal static class ConditionText
{
    private const int MostCharacters = 60;
    private const int MostWords = 5;

    /// <summary>Some of several words, joined.</summary>
    public static string Some(IEnumerable<string> words, string between = " or ")
    {
        List<string> all = [.. words.Take(MostWords + 1)];
        return string.Join(between, all.Take(MostWords)) + (all.Count > MostWords ? between + "…" : "");
    }

    public static string Of(IEnumerable<Glob> globs) => Some(globs.Select(glob => glob.Pattern));

    public static string Of(IEnumerable<TextMatch> matches) => Some(matches.Select(Of));

    /// <summary>A flag as it is written in the file.</summary>
    public static string Of(bool flag) => flag ? "true" : "false";

    public static string Quoted(string? text) => text switch
    {
        null => "none",
        { Length: > MostCharacters } => $"\"{text.AsSpan(0, MostCharacters)}…\"",
        _ => $"\"{text}\"",
    };

    private static string Of(TextMatch match)
    {
        var (words, ignoresCase) = match switch
        {
            TextMatch.Exact exact => (Quoted(exact.Text), exact.Comparison != StringComparison.Ordinal),
            TextMatch.Contains part => ($"a text that contains {Quoted(part.Part)}", part.Comparison != StringComparison.Ordinal),
            TextMatch.StartsWith start => ($"a text that starts with {Quoted(start.Start)}", start.Comparison != StringComparison.Ordinal),
            TextMatch.Pattern pattern => ($"a text that matches {Quoted(pattern.Regex.ToString())}", pattern.Regex.Options.HasFlag(RegexOptions.IgnoreCase)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return ignoresCase ? words + " in any case" : words;
    }
}
