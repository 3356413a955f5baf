using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Faults.Kinds.InsteadOfHandler;
using MockLlm.Engine.Faults.Kinds.OnCompletion;
using MockLlm.Engine.Faults.Kinds.OnReply;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults;

/// <summary>The list of all kinds of faults.</summary>
internal static class FaultKinds
{
    // Each kind has a name, a main key for the short form "name:value", and a method that reads its own keys.
    private static readonly (string Name, string? Main, Func<YamlMapReader, FaultKind> Read)[] All =
    [
        ("status", "status", StatusFault.Read),
        (ErrorKind.RateLimited, "retry_after", NamedError.Reader(ErrorKind.RateLimited)),
        (ErrorKind.Overloaded, "retry_after", NamedError.Reader(ErrorKind.Overloaded)),
        (ErrorKind.Unauthorized, "retry_after", NamedError.Reader(ErrorKind.Unauthorized)),
        (ErrorKind.ContextLength, "retry_after", NamedError.Reader(ErrorKind.ContextLength)),
        (ErrorKind.ServerError, "retry_after", NamedError.Reader(ErrorKind.ServerError)),
        ("delay", "by", DelayFault.Read),
        ("hang", "for", HangFault.Read),
        ("reset", "at", LateResetFault.Read),
        ("close", "at", CloseFault.Read),
        ("truncate", "at", TruncateFault.Read),
        ("stall", "for", StallFault.Read),
        ("drip", "pause", DripFault.Read),
        ("malformed", "at", MalformedFault.Read),
        ("invalid_utf8", "at", InvalidUtf8Fault.Read),
        ("duplicate", "event", DuplicateFault.Read),
        ("reorder", "event", ReorderFault.Read),
        ("drop_event", "event", DropEventFault.Read),
        ("no_terminator", null, _ => new NoTerminatorFault()),
        ("error_event", "error", ErrorEventFault.Read),
        ("empty", null, _ => new EmptyFault()),
        ("html", "status", HtmlFault.Read),
        ("refusal", null, _ => new RefusalFault()),
        ("content_filter", null, _ => new ContentFilterFault()),
        ("cut_length", "tokens", CutLengthFault.Read),
        ("bad_tool_arguments", null, _ => new BadToolArgumentsFault()),
        ("unknown_tool", null, _ => new UnknownToolFault()),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>Every kind with its default values.</summary>
    public static IEnumerable<FaultKind> Defaults => All.Select(kind => YamlMapReader.Read(YamlMap.Empty(new(1, 1)), "", new(), kind.Read));

    /// <summary>Reads <c>kind</c> and the kind's own keys. If they cannot be read, it reports why and returns null.</summary>
    public static FaultKind? Read(YamlMapReader map)
    {
        var expected = $"it must be one of {string.Join(", ", Names)}";
        var written = map.Required("kind", expected);
        var name = written?.NonEmptyText();
        foreach (var kind in All)
        {
            if (kind.Name == name)
            {
                return kind.Read(map);
            }
        }

        // The keys of an unknown kind are unknown, too. Reading all entries keeps each of them from being reported.
        map.Entries();
        if (name is not null)
        {
            written?.Wrong<FaultKind>(Nearest.To(name, Names) is { } nearest ? $"did you mean {nearest}? {Known}" : Known);
        }

        return null;
    }

    /// <summary>The main key of a kind, or null if it has none.</summary>
    public static string? MainKey(string name) => Array.Find(All, kind => kind.Name == name).Main;

    private static string Known => $"known kinds are {string.Join(", ", Names)}";
}
