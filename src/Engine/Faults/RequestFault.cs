using System.Collections.Concurrent;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults;

/// <summary>Reads the fault that a request asks for itself, in a header or in its query. The header comes first.</summary>
internal static class RequestFault
{
    public const string HeaderName = "X-MockLlm-Fault";
    public const string QueryName = "mockllm_fault";

    private const int MostKept = 1_000;
    private const int LongestKept = 500;

    // A load test sends the same text with every request, so the result is kept. It depends on the text only.
    private static readonly ConcurrentDictionary<string, (Fault? Fault, string? Mistake)> Kept = new(StringComparer.Ordinal);

    /// <summary>The fault that the request asks for, or null if it asks for none; or the reason why the request cannot be served.</summary>
    public static (Fault? Fault, Problem? Problem) Read(RequestHead head)
    {
        if (head.Header(HeaderName) is { } header)
        {
            return Read(HeaderName, header);
        }

        return head.Query(QueryName) is { } query ? Read(QueryName, query) : (null, null);
    }

    private static (Fault? Fault, Problem? Problem) Read(string name, string text)
    {
        var (fault, mistake) = Kept.TryGetValue(text, out var kept) ? kept : Keep(text, Parse(text));
        return mistake is null ? (fault, null) : (null, Problem.Of(ErrorKind.InvalidRequest, $"{name}: {mistake}."));
    }

    private static (Fault? Fault, string? Mistake) Keep(string text, (Fault? Fault, string? Mistake) reading)
    {
        if (text.Length <= LongestKept)
        {
            if (Kept.Count >= MostKept)
            {
                Kept.Clear();
            }

            Kept[text] = reading;
        }

        return reading;
    }

    private static (Fault? Fault, string? Mistake) Parse(string text)
    {
        var findings = new Findings();
        var (pairs, mistake) = text.Contains('=', StringComparison.Ordinal) ? (text, null) : Spread(text);
        if (mistake is not null)
        {
            return (null, mistake);
        }

        var fault = YamlMapReader.Read(HeaderSyntax.Read(pairs, findings), "", findings, FaultsSection.ReadOwn);
        return findings.HasErrors ? (null, string.Join("; ", findings.Errors.Select(error => error.Message))) : (fault, null);
    }

    // The short form: a kind alone, or with the value of its main key, as in status:503.
    private static (string HeaderSyntax, string? Mistake) Spread(string text)
    {
        var parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0)
        {
            return ("", "it says nothing: write pairs such as kind=status; status=503, or status:503");
        }

        if (parts.Length == 1 || !FaultKinds.Names.Contains(parts[0]))
        {
            return ($"kind={parts[0]}", null);
        }

        return FaultKinds.MainKey(parts[0]) is { } key
            ? ($"kind={parts[0]}; {key}={parts[1]}", null)
            : ("", $"{parts[0]} takes no value, write {parts[0]} alone");
    }
}
