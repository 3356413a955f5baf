using System.Collections.Concurrent;

namespace MockLlm.Engine.Latency;

/// <summary>Reads the latency that a request sets for itself, in a header or else in its query.</summary>
internal static class RequestLatency
{
    public const string HeaderName = "X-MockLlm-Latency";
    public const string QueryName = "mockllm_latency";

    private const int MostKept = 1_000;
    private const int LongestKept = 500;

    // A load test sends the same text with every request. The result depends only on the text, so it is kept.
    private static readonly ConcurrentDictionary<string, (LatencySettings? Settings, string? Mistake)> Kept = new(StringComparer.Ordinal);

    /// <summary>The latency, or null if the request sets none; or the problem if the text has mistakes.</summary>
    public static (LatencySettings? Settings, Problem? Problem) Read(RequestHead head)
    {
        if (head.Header(HeaderName) is { } header)
        {
            return Read(HeaderName, header);
        }

        return head.Query(QueryName) is { } query ? Read(QueryName, query) : (null, null);
    }

    private static (LatencySettings? Settings, Problem? Problem) Read(string name, string text)
    {
        var (settings, mistake) = Kept.TryGetValue(text, out var kept) ? kept : Keep(text, LatencyHeader.Read(text));
        return mistake is null ? (settings, null) : (null, Problem.Of(ErrorKind.InvalidRequest, $"{name}: {mistake}."));
    }

    private static (LatencySettings? Settings, string? Mistake) Keep(string text, (LatencySettings? Settings, string? Mistake) reading)
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
}
