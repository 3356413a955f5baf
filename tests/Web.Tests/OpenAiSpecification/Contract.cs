using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using CompiledSchema = Json.Schema.JsonSchema;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>What the specification says about the answers of one route.</summary>
/// <param name="route">The operation, such as <c>POST /chat/completions</c>.</param>
/// <param name="errors">The known errors of the specification that are mended.</param>
internal sealed class Contract(string route, IReadOnlyList<SpecificationError> errors)
{
    private const string Json = "application/json";
    private const string Events = "text/event-stream";

    private static readonly ConcurrentDictionary<string, Contract> All = [];
    private static readonly EvaluationOptions WithDetails = new() { OutputFormat = OutputFormat.Hierarchical };
    private static readonly JsonObject AnyError = new() { ["$ref"] = "#/components/schemas/ErrorResponse" };

    private readonly IReadOnlyList<SpecificationError> _errors = [.. errors.Where(error => error.Routes.Contains(route))];
    private readonly ConcurrentDictionary<(int Status, string MediaType), CompiledSchema?> _schemas = [];

    /// <summary>Returns the contract of a route with all known errors mended. It is made once.</summary>
    public static Contract Of(string route) => All.GetOrAdd(route, static route => new(route, KnownErrors.All));

    /// <summary>Returns how a plain answer or an error differs from the specification.</summary>
    public IReadOnlyList<string> Violations(int status, JsonElement body) => Judge(status, Json, body);

    /// <summary>Returns how an event of a stream differs from the specification.</summary>
    public IReadOnlyList<string> ViolationsOfEvent(JsonElement data) =>
        data.TryGetProperty("error", out _) && !data.TryGetProperty("type", out _) ? Violations(500, data) : Judge(200, Events, data);

    private IReadOnlyList<string> Judge(int status, string mediaType, JsonElement json) =>
        _schemas.GetOrAdd((status, mediaType), _ => SchemaOf(status, mediaType)) is { } schema
            ? Violation.Of(schema.Evaluate(json, WithDetails))
            : [$"The specification does not say how {route} answers with {status} and {mediaType}."];

    private CompiledSchema? SchemaOf(int status, string mediaType) => Written(status, mediaType) is { } written
        ? SchemaTranslation.Of(written, name => (JsonObject)At("components", "schemas", name)!)
        : null;

    // The specification says little about errors. Those that it leaves out look like those that it describes.
    private JsonObject? Written(int status, string mediaType) =>
        ((JsonObject)At("paths", Path, Method)!)["responses"]?[Status(status)]?["content"]?[mediaType]?["schema"] as JsonObject
        ?? (status >= 400 ? AnyError : null);

    private JsonNode? At(params string[] place) => Specification.Published.At(place, _errors);

    private string Method => route[..route.IndexOf(' ', StringComparison.Ordinal)].ToLowerInvariant();

    private string Path => route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static string Status(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
