using System.Text.Json;

namespace MockLlm.Providers.Anthropic;

/// <summary>
/// Writes Anthropic's error body: <c>{"type": "error", "error": {type, message}, "request_id"}</c> (Claude API reference, "Errors").
/// </summary>
internal static class AnthropicError
{
    private const int OverloadedStatus = 529;

    public static Reply Reply(Problem problem) =>
        Engine.Reply.Json(problem, Write, Named(problem).Status);

    public static void Write(Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, Named(problem).Type);
        json.WriteString("message"u8, problem.Message);
        WriteDetails(json, problem.Code);
        json.WriteEndObject();
        json.WriteString("request_id"u8, problem.RequestId);
        json.WriteEndObject();
    }

    // An error without details has no such field.
    private static void WriteDetails(Utf8JsonWriter json, string? code)
    {
        if (code is not null)
        {
            json.WriteStartObject("details"u8);
            json.WriteString("error_code"u8, code);
            json.WriteEndObject();
        }
    }

    private static (int Status, string Type) Named(Problem problem) => problem.Kind switch
    {
        ErrorKind.Unauthorized => (401, "authentication_error"),
        ErrorKind.NotFound => (404, "not_found_error"),
        ErrorKind.TooLarge => (413, "request_too_large"),
        ErrorKind.RateLimited => (429, "rate_limit_error"),
        ErrorKind.ContextLength => (400, "invalid_request_error"),
        ErrorKind.Overloaded => (OverloadedStatus, "overloaded_error"),
        ErrorKind.Timeout => (problem.Status, "timeout_error"),
        ErrorKind.InvalidRequest => (problem.Status, TypeOf(problem.Status)),
        _ => (problem.Status, "api_error"),
    };

    // The vendor uses the last type for every other status from 400 to 499.
    private static string TypeOf(int status) => status switch
    {
        402 => "billing_error",
        403 => "permission_error",
        409 => "conflict_error",
        _ => "invalid_request_error",
    };
}
