using System.Text.Json;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Fuzzing;

/// <summary>Checks the answer of a provider's route.</summary>
internal static class VendorAnswer
{
    /// <summary>
    /// Returns what is wrong with an answer. It must be whole and well formed. An error must be a 4xx in the vendor's own format, and must say
    /// nothing about the inside of the server. A fault that the answer names explains everything else.
    /// </summary>
    public static string? Complaint(HttpAnswer answer, bool isAnthropic) => answer switch
    {
        _ when answer.Headers.ContainsKey("x-mockllm-fault") => null,
        { Status: 0 } => "the connection ended without an answer",
        { IsWhole: false } => $"{answer.Status}, but the body is not complete",
        { Status: < 200 or >= 500 } => $"status {answer.Status}: {answer.Body}",
        { Status: >= 400 } => ErrorComplaint(answer, isAnthropic),
        _ when answer.Header("content-type").StartsWith("application/json", StringComparison.Ordinal) =>
            Parse(answer.Body) is null ? $"{answer.Status} with JSON that cannot be read: {answer.Body}" : null,
        _ when answer.Header("content-type").StartsWith("text/event-stream", StringComparison.Ordinal) => StreamComplaint(answer.Body),
        _ => null,
    };

    private static string? ErrorComplaint(HttpAnswer answer, bool isAnthropic)
    {
        if (answer.Body.Contains("Exception", StringComparison.Ordinal) || answer.Body.Contains("   at MockLlm", StringComparison.Ordinal))
        {
            return $"{answer.Status} with an exception: {answer.Body}";
        }

        return Parse(answer.Body) is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            && IsText(error, "message") && IsText(error, "type")
            && (isAnthropic
                ? IsText(root, "type") && IsText(root, "request_id")
                : error.TryGetProperty("param", out _) && error.TryGetProperty("code", out _))
            ? null
            : $"{answer.Status}, but not in the vendor's format: {answer.Body}";
    }

    // Every event has data that is JSON or the end marker.
    private static string? StreamComplaint(string body)
    {
        foreach (var line in body.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)))
        {
            if (line != "data: [DONE]" && Parse(line["data: ".Length..]) is null)
            {
                return $"an event whose data cannot be read: {line}";
            }
        }

        return body.EndsWith("\n\n", StringComparison.Ordinal) ? null : "the stream ends within an event";
    }

    private static bool IsText(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0;

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = 1000 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
