using System.Text.RegularExpressions;

namespace MockLlm.Engine.Matching;

/// <summary>Says which parts of a condition a request does not meet, as sentences that name what was expected and what was found.</summary>
internal static class ConditionExplanation
{
    private const int MostShown = 60;

    /// <summary>In the order in which a person would look: who is asked, how, and then what was said. None: the condition holds.</summary>
    public static IEnumerable<string> Of(Condition when, MatchInput request)
    {
        var none = new Condition();
        (string Name, object? Asked, Condition Alone, string Found)[] parts =
        [
            ("provider", when.Providers, none with { Providers = when.Providers }, request.Provider),
            ("path", when.Paths, none with { Paths = when.Paths }, request.Head?.Path ?? "none"),
            ("model", when.Models, none with { Models = when.Models }, Model(request)),
            ("stream", when.Stream, none with { Stream = when.Stream }, Word(request.Stream)),
            ("turn", when.Turns, none with { Turns = when.Turns }, Word(request.Turn)),
            ("tool", when.Tools, none with { Tools = when.Tools }, request.Tools.Count == 0 ? "none offered" : Some(request.Tools.Select(tool => tool.Name), ", ")),
            ("tool_result", when.HasToolResult, none with { HasToolResult = when.HasToolResult }, Word(request.ToolResult is not null)),
            ("tool_result", when.ToolResults, none with { ToolResults = when.ToolResults }, Quoted(request.ToolResult)),
            ("header", when.Headers, none with { Headers = when.Headers }, Headers(when.Headers, request.Head)),
            ("system", when.Systems, none with { Systems = when.Systems }, Quoted(request.System)),
            ("prompt", when.Prompts, none with { Prompts = when.Prompts }, Quoted(request.Prompt)),
        ];
        return parts
            .Where(part => part.Asked is not null && !part.Alone.Holds(in request))
            .Select(part => $"{part.Name}: expected {Expected(part.Asked!)}, found {part.Found}");
    }

    private static string Expected(object asked) => asked switch
    {
        IReadOnlyList<string> names => Some(names),
        IReadOnlyList<Glob> globs => Some(globs.Select(glob => glob.Pattern)),
        IReadOnlyList<TextMatch> matches => Some(matches.Select(Words)),
        IReadOnlyList<ulong> turns => Some(turns.Select(turn => Word(turn))),
        IReadOnlyList<HeaderMatch> headers => Some(headers.Select(header => $"{header.Name}: {Some(header.Values.Select(Words))}"), " and "),
        _ => Word(asked),
    };

    private static string Words(TextMatch match)
    {
        var (words, ignoresCase) = match switch
        {
            TextMatch.Exact exact => (Quoted(exact.Text), exact.Comparison != StringComparison.Ordinal),
            TextMatch.Contains part => ($"a text that contains {Quoted(part.Part)}", part.Comparison != StringComparison.Ordinal),
            TextMatch.StartsWith start => ($"a text that starts with {Quoted(start.Start)}", start.Comparison != StringComparison.Ordinal),
            TextMatch.Pattern pattern => ($"a text that matches {Quoted(pattern.Regex.ToString())}", pattern.Regex.Options.HasFlag(RegexOptions.IgnoreCase)),
            _ => ("another text", false),
        };
        return ignoresCase ? words + " in any case" : words;
    }

    private static string Model(MatchInput request) => (request.Model, request.CanonicalModel) switch
    {
        (null, _) => "none",
        ({ } model, { } own) when model != own => $"{model} ({own})",
        ({ } model, _) => model,
    };

    private static string Headers(IReadOnlyList<HeaderMatch>? headers, RequestHead? head) =>
        Some((headers ?? []).Select(header => $"{header.Name}: {Quoted(head?.Header(header.Name))}"), " and ");

    private static string Some(IEnumerable<string> words, string between = " or ")
    {
        const int Most = 5;
        List<string> all = [.. words.Take(Most + 1)];
        return string.Join(between, all.Take(Most)) + (all.Count > Most ? between + "…" : "");
    }

    private static string Quoted(string? text) => text switch
    {
        null => "none",
        { Length: > MostShown } => $"\"{text.AsSpan(0, MostShown)}…\"",
        _ => $"\"{text}\"",
    };

    // Flags as they are written in the file.
    private static string Word(object value) => value is bool flag ? (flag ? "true" : "false") : FormattableString.Invariant($"{value}");
}
