using MockLlm.Engine.Catalog;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>when</c>: which requests something is for.</summary>
internal static class ConditionSection
{
    public static Condition Read(YamlMapReader map, IReadOnlyCollection<KnownProvider> registered)
    {
        var names = registered.Select(provider => provider.Name).ToList();
        var (hasResult, results) = ReadToolResult(map.Value("tool_result"));
        return new()
        {
            Providers = Any(map.Value("provider"), value => value.Known(names, "provider")),
            Paths = Any(map.Value("path"), ReadGlob),
            Models = Any(map.Value("model"), ReadGlob),
            Prompts = Texts(map.Value("prompt")),
            Systems = Texts(map.Value("system")),
            Turns = map.Value("turn") is { } turns ? [.. OneOrMore.Of(turns).Select(ReadTurn).OfType<ulong>()] : null,
            Tools = Any(map.Value("tool"), ReadGlob),
            HasToolResult = hasResult,
            ToolResults = results,
            Headers = map.Value("header")?.Map(ReadHeaders, "it must be a map such as {X-Tenant: acme}"),
            Stream = map.Flag("stream"),
        };
    }

    private static List<T>? Any<T>(YamlValueReader? written, Func<YamlValueReader, T?> read)
        where T : class => written is null ? null : [.. OneOrMore.Of(written).Select(read).OfType<T>()];

    private static Glob? ReadGlob(YamlValueReader value) => value.NonEmptyText() is { } pattern ? new(pattern) : null;

    // Regular expressions come last, since they cost most.
    private static List<TextMatch>? Texts(YamlValueReader? written) => written is null
        ? null
        : [.. OneOrMore.Of(written).SelectMany(TextMatchSetting.Read).OrderBy(match => match is TextMatch.Pattern)];

    // A plain word can only be a flag; what is written otherwise is asked of the result's text.
    private static (bool? HasResult, List<TextMatch>? Results) ReadToolResult(YamlValueReader? written) => written?.Node is YamlScalar { IsPlain: true }
        ? (written.Flag(), null)
        : (null, Texts(written));

    private static ulong? ReadTurn(YamlValueReader value) => value.Whole(_ => true, "it must be a whole number of user messages, for instance 1");

    private static List<HeaderMatch> ReadHeaders(YamlMapReader map) =>
        [.. map.Entries().Select(entry => new HeaderMatch(entry.Key.Text, Texts(entry.Value)!))];
}
