using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary>Reads and evaluates the lists of values in conditions. A condition holds if any value in its list matches.</summary>
internal static class ConditionLists
{
    /// <summary>Reads a single value or a list of values.</summary>
    public static List<T> Any<T>(YamlValueReader written, Func<YamlValueReader, T?> read)
        where T : class => [.. OneOrMore.Of(written).Select(read).OfType<T>()];

    public static List<Glob> Globs(YamlValueReader written) => Any(written, static value => value.NonEmptyText() is { } pattern ? new Glob(pattern) : null);

    /// <summary>Reads conditions on a text. Regular expressions come last because they cost the most.</summary>
    public static List<TextMatch> Texts(YamlValueReader written) =>
        [.. OneOrMore.Of(written).SelectMany(TextMatchSetting.Read).OrderBy(match => match is TextMatch.Pattern)];

    // These are loops because a lambda that captures the text would be allocated for each evaluation.
    public static bool AnyMatches(IReadOnlyList<Glob> globs, string? text)
    {
        for (var i = 0; text is not null && i < globs.Count; i++)
        {
            if (globs[i].Matches(text))
            {
                return true;
            }
        }

        return false;
    }

    public static bool AnyMatches(IReadOnlyList<TextMatch> matches, string text)
    {
        for (var i = 0; i < matches.Count; i++)
        {
            if (matches[i].Matches(text))
            {
                return true;
            }
        }

        return false;
    }
}
