using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MockLlm.Engine.Yaml;

namespace MockLlm.Testing;

/// <summary>A request that the server received, and the status of its answer.</summary>
public sealed class ReceivedRequest
{
    private const int ShownCharacters = 100;
    private const int LongestRead = 1_000_000;

    // About half of the bytes of a header's objects, and the bytes of the request's own.
    private const int HeaderOverhead = 60;
    private const int Overhead = 500;

    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _status;

    internal ReceivedRequest(HttpContext http, long arrival)
    {
        Arrival = arrival;
        Method = http.Request.Method;
        Path = http.Request.Path.Value ?? "/";
        Query = http.Request.QueryString.Value ?? "";
        Headers = http.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; }

    /// <summary>The path, without the query.</summary>
    public string Path { get; }

    /// <summary>The query with its question mark, or an empty text if there is none.</summary>
    public string Query { get; }

    /// <summary>The headers by name, in upper or lower case. Several values of one header are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as UTF-8. Empty if no provider read it, for instance on a path that no provider serves.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The provider that served the request, or null if none serves the path.</summary>
    public string? Provider { get; private set; }

    /// <summary>The status of the answer. Null until its head is written, or if nothing was answered.</summary>
    public int? Status => _status == 0 ? null : _status;

    /// <summary>Completes when the server has answered the request to the end, or has stopped because the client left.</summary>
    public Task Completed => _completed.Task;

    internal long Arrival { get; }

    /// <summary>About the bytes that the request takes.</summary>
    internal long Size => (2L * (Path.Length + Query.Length + Body.Length + Headers.Sum(static header => header.Key.Length + header.Value.Length + HeaderOverhead))) + Overhead;

    internal bool IsListed { get; set; }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }

    /// <summary>The request in one line, such as <c>POST /v1/chat/completions (openai, gpt-4o) → 200</c>.</summary>
    public override string ToString()
    {
        var who = string.Join(", ", new[] { Provider, Model() }.OfType<string>());
        var answer = Status?.ToString(CultureInfo.InvariantCulture) ?? (Completed.IsCompleted ? "no answer" : "not answered yet");
        return $"{Method} {KeyPath.Shown(Path, ShownCharacters)}{(who.Length == 0 ? "" : $" ({who})")} → {answer}";
    }

    private string? Model()
    {
        try
        {
            using var document = JsonDocument.Parse(Body.Length > LongestRead ? "" : Body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } body
                && body.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String
                ? KeyPath.Shown(model.GetString()!)
                : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    internal void Read(string provider, ReadOnlySpan<byte> body) => (Provider, Body) = (provider, Encoding.UTF8.GetString(body));

    internal void Answer(int status) => _status = status;

    internal void Complete() => _completed.TrySetResult();
}
