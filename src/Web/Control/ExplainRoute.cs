using System.Diagnostics;
using System.Text.Json;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Rules;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Control;

/// <summary><c>POST /_mockllm/explain</c>: says which rule would answer a request, and why the nearest other rules would not.</summary>
internal static class ExplainRoute
{
    public const string Path = "/explain";

    private static readonly string[] Keys = ["provider", "request", "headers", "path"];

    public static async Task Serve(HttpContext http, IReadOnlyList<ProviderRuntime> runtimes, LiveTarget target, BodyMemory bodies)
    {
        var (explanation, mistake) = http.Request.HasJsonContentType()
            ? await Explain(http, runtimes, target, bodies).ConfigureAwait(false)
            : (null, "The content type must be application/json.");
        if (explanation is null)
        {
            await ControlAnswer.Invalid(mistake!).Write(http).ConfigureAwait(false);
            return;
        }

        var near = explanation.Near.Select(near => new { rule = near.Rule, failed = near.Failed });
        await http.Response.WriteAsJsonAsync(new { rule = explanation.Rule, answered_by = explanation.AnsweredBy, near }, http.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<(Explanation? Explanation, string? Mistake)> Explain(
        HttpContext http, IReadOnlyList<ProviderRuntime> runtimes, LiveTarget target, BodyMemory bodies)
    {
        try
        {
            var snapshot = target.SnapshotFor(http);
            var reading = await BodyBuffer.Read(http.Request, bodies.Largest(snapshot.Server.MaxBody), bodies).ConfigureAwait(false);
            using var large = reading.Body.Large;
            using var body = reading.Body;
            if (Mistake(reading.End) is { } mistakeInBody)
            {
                return (null, mistakeInBody);
            }

            using var json = JsonDocument.Parse(body.Bytes);
            var (runtime, request, mistake) = Read(json.RootElement, runtimes);
            if (request is null)
            {
                return (null, mistake);
            }

            // The code of a plug-in runs on its own threads.
            return runtime!.Threads is { } threads
                ? await threads.Look(() => request.Explain(runtime.Provider, snapshot), http.RequestAborted).ConfigureAwait(false)
                : request.Explain(runtime.Provider, snapshot);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            return (null, $"The body cannot be read: {broken.Message}");
        }
    }

    private static string? Mistake(BodyEnd end) => end switch
    {
        BodyEnd.Whole => null,
        BodyEnd.TooLarge => "The body is too large.",
        BodyEnd.NoMemory => "All memory for large bodies is taken (server.body_memory). Try again later.",
        BodyEnd.TooSlow => "The body did not arrive in time.",
        _ => throw new UnreachableException(),
    };

    private static (ProviderRuntime? Runtime, ExplainedRequest? Request, string? Mistake) Read(JsonElement json, IReadOnlyList<ProviderRuntime> runtimes)
    {
        const string Form = """Write {"provider": "openai", "request": {…}}, and where they matter "headers": {…} and "path": "…".""";
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Any(field => !Keys.Contains(field.Name))
            || !json.TryGetProperty("provider", out var named) || named.ValueKind != JsonValueKind.String
            || !json.TryGetProperty("request", out var request))
        {
            return (null, null, Form);
        }

        var path = json.TryGetProperty("path", out var written) && written.ValueKind == JsonValueKind.String ? written.GetString() : null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (json.TryGetProperty("headers", out var all))
        {
            if (all.ValueKind != JsonValueKind.Object || all.EnumerateObject().Any(header => header.Value.ValueKind != JsonValueKind.String))
            {
                return (null, null, Form);
            }

            foreach (var header in all.EnumerateObject())
            {
                headers[header.Name] = header.Value.GetString()!;
            }
        }

        var runtime = runtimes.FirstOrDefault(one => one.Provider.Name == named.GetString());
        return runtime is null
            ? (null, null, $"There is no provider of that name: write one of {string.Join(", ", runtimes.Select(known => known.Provider.Name))}.")
            : (runtime, new(request, headers, path), null);
    }
}
