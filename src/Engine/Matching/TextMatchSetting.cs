using System.Text.RegularExpressions;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary>Reads a condition on a text: a plain text, or a map that names the kind of comparison.</summary>
internal static class TextMatchSetting
{
    private const string Expected = "it must be a text, or one of {exact: …}, {contains: …}, {starts_with: …} and {regex: …}";

    /// <returns>The matches, of which one has to hold. None if the value has mistakes, which are then reported.</returns>
    public static IEnumerable<TextMatch> Read(YamlValueReader value) => value.Node is YamlScalar
        ? ReadExact(value)
        : value.Map(map => ReadMap(map, value), Expected);

    private static IEnumerable<TextMatch> ReadExact(YamlValueReader value) =>
        value.Text() is { } text ? [new TextMatch.Exact(text, StringComparison.Ordinal)] : [];

    private static List<TextMatch> ReadMap(YamlMapReader map, YamlValueReader value)
    {
        var ignoreCase = map.Flag("ignore_case") ?? false;
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        List<(YamlValueReader? Written, Func<string, TextMatch> Make)> kinds =
        [
            (map.Value("exact"), text => new TextMatch.Exact(text, comparison)),
            (map.Value("contains"), text => new TextMatch.Contains(text, comparison)),
            (map.Value("starts_with"), text => new TextMatch.StartsWith(text, comparison)),
            (map.Value("regex"), text => TextMatch.Pattern.Of(text, ignoreCase)),
        ];
        kinds.RemoveAll(kind => kind.Written is null);
        if (kinds.Count > 1)
        {
            map.Wrong("has several comparisons: keep one of exact, contains, starts_with and regex");
        }
        else if (kinds.Count == 0 && value.Node is not YamlMap { Entries.Count: > 0 })
        {
            value.Wrong<object>(Expected);
        }
        else if (kinds.Count == 0 && !map.HasUnknown)
        {
            map.Wrong("has no comparison: write one of exact, contains, starts_with and regex");
        }

        return [.. kinds.SelectMany(kind => OneOrMore.Of(kind.Written!), (kind, text) => ReadOne(text, kind.Make)).OfType<TextMatch>()];
    }

    private static TextMatch? ReadOne(YamlValueReader value, Func<string, TextMatch> make)
    {
        try
        {
            return value.NonEmptyText() is { } text ? make(text) : null;
        }
        catch (RegexParseException broken)
        {
            return value.Wrong<TextMatch>($"it must be a regular expression of .NET: {broken.Message.ReplaceLineEndings(" ")}");
        }
    }
}
