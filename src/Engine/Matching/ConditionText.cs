using System.Text.RegularExpressions;

namespace MockLlm.Engine.Matching;

/// <summary>Describes in words what conditions expect and what they find.</summary>
internal static class ConditionText
{
    private const int MaxCharacters = 60;
    private const int MaxWords = 5;

    /// <summary>The first of these words, joined. An ellipsis stands for the others.</summary>
    public static string Some(IEnumerable<string> words, string between = " or ")
    {
        List<string> all = [.. words.Take(MaxWords + 1)];
        return string.Join(between, all.Take(MaxWords)) + (all.Count > MaxWords ? between + "…" : "");
    }

    public static string Of(IEnumerable<Glob> globs) => Some(globs.Select(glob => glob.Pattern));

    public static string Of(IEnumerable<TextMatch> matches) => Some(matches.Select(Of));

    /// <summary>A flag as in responses.yml.</summary>
    public static string Of(bool flag) => flag ? "true" : "false";

    public static string Quoted(string? text) => text switch
    {
        null => "none",
        { Length: > MaxCharacters } => $"\"{text.AsSpan(0, MaxCharacters)}…\"",
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
