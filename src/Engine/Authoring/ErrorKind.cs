namespace MockLlm.Engine;

/// <summary>The neutral names of what can go wrong. Each provider spells them its own way in <see cref="LlmProvider.Error(Problem)"/>.</summary>
public static class ErrorKind
{
    /// <summary>The request is malformed or out of range: 400.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>No API key, or a wrong one: 401.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>No such path, model or object: 404.</summary>
    public const string NotFound = "not_found";

    /// <summary>The body is over the limit: 413.</summary>
    public const string TooLarge = "too_large";

    /// <summary>Too many requests or tokens: 429.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The prompt does not fit the model: 400.</summary>
    public const string ContextLength = "context_length";

    /// <summary>The provider broke: 500.</summary>
    public const string ServerError = "server_error";

    /// <summary>The provider has no room: 503.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The handler or the client took too long: 504.</summary>
    public const string Timeout = "timeout";

    /// <summary>The HTTP status a kind has where the vendor has no other.</summary>
    /// <param name="kind">One of the names above; any other is a 500.</param>
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
