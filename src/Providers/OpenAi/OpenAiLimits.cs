using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi;

/// <summary>The headers and the refusal of OpenAI's rate limits (OpenAI guide "Rate limits").</summary>
internal static class OpenAiLimits
{
    private const string More = "Visit https://platform.openai.com/account/rate-limits to learn more.";

    public static IEnumerable<KeyValuePair<string, string>> Headers(LimitState state) =>
        RateLimitHeaders.Of(state, static (kind, what) => $"x-ratelimit-{what}-{kind}", static (_, level) => Duration(level.Reset));

    public static Problem Refused(LimitRefusal refusal)
    {
        var about = $"for {refusal.Model ?? "default"} in organization mockllm on {Unit(refusal.Kind)}";
        var message = refusal.IsTooLarge
            ? FormattableString.Invariant($"Request too large {about}: Limit {refusal.Limit}, Requested {refusal.Requested}. The input or output tokens must be reduced in order to run successfully. {More}")
            : FormattableString.Invariant($"Rate limit reached {about}: Limit {refusal.Limit}, Used {refusal.Used}, Requested {refusal.Requested}. Please try again in {Duration(refusal.RetryAfter)}. {More}");
        return Problem.Of(ErrorKind.RateLimited, message) with { Limit = refusal.Kind };
    }

    /// <summary>Refuses a request without figures, as a fault does.</summary>
    /// <param name="again">When the client may try again, such as <c>in 1.5s</c>.</param>
    public static Problem WithoutFigures(string again) =>
        Problem.Of(ErrorKind.RateLimited, $"Rate limit reached for requests. Please try again {again}. {More}");

    /// <summary>Writes a duration as <c>120ms</c>, <c>8.64s</c> or <c>6m0s</c>, rounded up to a millisecond.</summary>
    public static string Duration(TimeSpan time)
    {
        var milliseconds = (long)Math.Ceiling(time.TotalMilliseconds);
        var (minutes, rest) = Math.DivRem(milliseconds, 60_000);
        return (minutes, rest) switch
        {
            (0, > 0 and < 1000) => FormattableString.Invariant($"{rest}ms"),
            (0, _) => FormattableString.Invariant($"{rest / 1000m:0.###}s"),
            _ => FormattableString.Invariant($"{minutes}m{rest / 1000m:0.###}s"),
        };
    }

    private static string Unit(LimitKind kind) => kind switch
    {
        LimitKind.Requests => "requests per min (RPM)",
        LimitKind.Tokens => "tokens per min (TPM)",
        _ => LimitWords.Of(kind) + " per min",
    };
}
