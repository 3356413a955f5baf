namespace MockLlm.Engine;

/// <summary>
/// The kinds of errors, independent of any provider. Each provider writes them in its own format, in
/// <see cref="LlmProvider.Error(Problem)"/>.
/// </summary>
public static class ErrorKind
{
    /// <summary>The request is malformed, or one of its values is out of range. Status 400.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>The API key is missing or wrong. Status 401.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>The path, the model or the object does not exist. Status 404.</summary>
    public const string NotFound = "not_found";

    /// <summary>The body is larger than the limit. Status 413.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The client sends too many requests or tokens. Status 429.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The prompt is longer than the context window of the model. Status 400.</summary>
    public const string ContextLength = "context_length";

    /// <summary>The provider failed. Status 500.</summary>
    public const string ServerError = "server_error";

    /// <summary>The provider is overloaded. Status 503.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The handler or the client took too long. Status 504.</summary>
    public const string Timeout = "timeout";

    /// <summary>The HTTP status of a kind. A provider may use another one.</summary>
    /// <param name="kind">One of the constants of this class. Any other kind has status 500.</param>
    public static int DefaultStatus(string kind) => kind switch
    {
        InvalidRequest or ContextLength => 400,
        Unauthorized => 401,
        NotFound => 404,
        TooLarge => 413,
        RateLimited => 429,
        Overloaded => 503,
        Timeout => 504,
        _ => 500,
    };
}
