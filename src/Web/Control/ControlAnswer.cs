using System.Text.Encodings.Web;
using System.Text.Json;
using MockLlm.Engine.Yaml;

namespace MockLlm.Web.Control;

/// <summary>The answer of a control route.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Json">The body, or null if there is none.</param>
internal sealed record ControlAnswer(int Status, byte[]? Json)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A 204 without a body.</summary>
    public static ControlAnswer NoContent { get; } = new(StatusCodes.Status204NoContent, Json: null);

    /// <summary>A 200 with a JSON body.</summary>
    public static ControlAnswer Of(object done) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(done, Options));

    /// <summary>A part of the configuration as JSON.</summary>
    public static ControlAnswer Tree(int status, YamlNode piece)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            YamlJsonWriter.Write(json, piece);
        }

        return new(status, bytes.ToArray());
    }

    /// <summary>An error.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="type">The kind of error, for programs.</param>
    /// <param name="message">What is wrong and how to correct it, for people.</param>
    public static ControlAnswer Refused(int status, string type, string message) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new { error = new { type, message } }, Options));

    /// <summary>A 400 for a request that cannot be used.</summary>
    public static ControlAnswer Invalid(string message) => Refused(StatusCodes.Status400BadRequest, "invalid_request", message);

    /// <summary>A 400 for a body that is not JSON.</summary>
    public static ControlAnswer Unreadable(ConfigError error) => Invalid($"Line {error.Line}, column {error.Column}: {error.Message}.");

    /// <summary>A 400 for a change with mistakes.</summary>
    /// <param name="errors">All mistakes. There is at least one.</param>
    /// <param name="body">The body, in which each mistake gets a JSON pointer if it has a place there.</param>
    /// <param name="kind">The kind of the item that was put, or null if it has no name.</param>
    /// <param name="name">The name of the item that was put, or null.</param>
    public static ControlAnswer Invalid(IReadOnlyList<ConfigError> errors, YamlNode body, string? kind = null, string? name = null)
    {
        var message = errors.Count == 1 ? $"{errors[0].Message}. Nothing was changed." : $"There are {errors.Count} mistakes, nothing was changed.";
        var error = new { type = "invalid_request", message, errors = errors.Select(mistake => Mistake(mistake, body, kind, name)) };
        return new(StatusCodes.Status400BadRequest, JsonSerializer.SerializeToUtf8Bytes(new { error }, Options));
    }

    private static Dictionary<string, string> Mistake(ConfigError mistake, YamlNode body, string? kind, string? name)
    {
        var shown = new Dictionary<string, string> { ["message"] = mistake.Message };
        if (kind is not null && name is not null)
        {
            shown[kind] = name;
        }

        // Only what was read from a body has a place in line 0.
        if (mistake is { Line: 0, Column: > 0 } && JsonPointer.Of(body, new(mistake.Line, mistake.Column)) is { } pointer)
        {
            shown["pointer"] = pointer;
        }

        return shown;
    }

    /// <summary>Writes the answer to the response.</summary>
    public Task Write(HttpContext http)
    {
        http.Response.StatusCode = Status;
        if (Json is null)
        {
            return Task.CompletedTask;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = Json.Length;
        return http.Response.Body.WriteAsync(Json, http.RequestAborted).AsTask();
    }
}
