using System.Globalization;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.Anthropic;

/// <summary>The headers and the refusals of Anthropic's rate limits (Claude API reference, "Rate limits").</summary>
internal static class AnthropicLimits
{
    public static IEnumerable<KeyValuePair<string, string>> Headers(LimitState state) =>
        RateLimitHeaders.Of(state, static (kind, what) => $"anthropic-ratelimit-{kind}-{what}", static (state, level) => Time(state.Now + level.Reset));

    /// <summary>The time to wait in whole seconds, rounded up. The vendor sends no other header for it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Wait(TimeSpan wait) =>
        [new("retry-after", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture))];

    public static Problem Refused(LimitRefusal refusal) => Problem.Of(
        ErrorKind.RateLimited,
        string.Create(
            CultureInfo.InvariantCulture,
            $"This request would exceed your organization's rate limit of {refusal.Limit:#,0} {LimitWords.Of(refusal.Kind)} per minute. For details, refer to: https://docs.anthropic.com/en/api/rate-limits; see the response headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try again later.")) with
    {
        Limit = refusal.Kind,
    };

    // RFC 3339, rounded up to whole seconds.
    private static string Time(DateTimeOffset time) => time.AddTicks(TimeSpan.TicksPerSecond - 1).UtcDateTime
        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
