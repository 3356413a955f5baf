using System.Text.Encodings.Web;
using System.Text.Json;
using MockLlm.Engine.Yaml;

namespace MockLlm.Web.Control;

/// <summary>What a control route answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Json">The body; null: none.</param>
internal sealed record ControlAnswer(int Status, byte[]? Json)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ControlAnswer NoContent { get; } = new(StatusCodes.Status204NoContent, Json: null);

    /// <summary>What was done, as JSON.</summary>
    public static ControlAnswer Of(object done) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(done, Options));

    /// <summary>A piece of the configuration.</summary>
    public static ControlAnswer Tree(int status, YamlNode piece)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            YamlJsonWriter.Write(json, piece);
        }

        return new(status, bytes.ToArray());
    }

    /// <summary>Why nothing was done.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="type">What kind of mistake it is, for programs.</param>
    /// <param name="message">What is wrong and what to do, for people.</param>
    public static ControlAnswer Refused(int status, string type, string message) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new { error = new { type, message } }, Options));

    /// <summary>A body that cannot be used.</summary>
    public static ControlAnswer Invalid(string message) => Refused(StatusCodes.Status400BadRequest, "invalid_request", message);

    /// <summary>A body that is not JSON.</summary>
    public static ControlAnswer Unreadable(ConfigError error) => Invalid($"Line {error.Line}, column {error.Column}: {error.Message}.");

    /// <summary>A change that the configuration does not allow.</summary>
    /// <param name="errors">All that is wrong, at least one.</param>
    public static ControlAnswer Invalid(IReadOnlyList<ConfigError> errors)
    {
        var message = errors.Count == 1 ? $"{errors[0].Message}. Nothing was changed." : $"There are {errors.Count} mistakes, nothing was changed.";
        var error = new { type = "invalid_request", message, errors = errors.Select(mistake => new { message = mistake.Message }) };
        return new(StatusCodes.Status400BadRequest, JsonSerializer.SerializeToUtf8Bytes(new { error }, Options));
    }

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
