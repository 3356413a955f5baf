namespace MockLlm.Providers.OpenAi;

/// <summary>Writes OpenAI's error body: <c>{"error": {message, type, param, code}}</c> (OpenAI guide "Error codes").</summary>
internal static class OpenAiError
{
    /// <summary>The type and the code of the error about too many tokens in all texts of a request.</summary>
    public const string MaxTokensPerRequest = "max_tokens_per_request";

    public static Reply Reply(Problem problem)
    {
        var (status, type, code) = Named(problem);
        return Engine.Reply.Json((problem, type, Code: problem.Code ?? code), static (json, error) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            json.WriteString("message"u8, error.problem.Message);
            json.WriteString("type"u8, error.type);
            json.WriteString("param"u8, error.problem.Param ?? (error.problem.Kind == ErrorKind.ContextLength ? "messages" : null));
            json.WriteString("code"u8, error.Code);
            json.WriteEndObject();
            json.WriteEndObject();
        }, status);
    }

    /// <summary>Returns the status of a problem, and the type and the code that the vendor gives it.</summary>
    public static (int Status, string Type, string? Code) Named(Problem problem) => problem.Kind switch
    {
        ErrorKind.Unauthorized => (401, "invalid_request_error", null),
        ErrorKind.RateLimited => (429, problem.Limit is null or LimitKind.Requests ? "requests" : "tokens", "rate_limit_exceeded"),
        ErrorKind.ContextLength => (400, "invalid_request_error", "context_length_exceeded"),
        ErrorKind.Overloaded => (503, "server_error", null),
        ErrorKind.InvalidRequest when problem.Code == MaxTokensPerRequest => (problem.Status, MaxTokensPerRequest, problem.Code),
        ErrorKind.ServerError or ErrorKind.Timeout => (problem.Status, "server_error", null),
        _ => (problem.Status, "invalid_request_error", null),
    };
}
