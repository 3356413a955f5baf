using System.Globalization;

namespace MockLlm.Providers.Anthropic;

/// <summary>How Anthropic speaks of rate limits (Claude API reference, "Rate limits").</summary>
internal static class AnthropicLimits
{
    public static IEnumerable<KeyValuePair<string, string>> Headers(LimitState state)
    {
        foreach (var level in state.Levels)
        {
            var name = "anthropic-ratelimit-" + LimitWords.HyphenatedOf(level.Kind);
            yield return new($"{name}-limit", level.Limit.ToString(CultureInfo.InvariantCulture));
            yield return new($"{name}-remaining", level.Remaining.ToString(CultureInfo.InvariantCulture));
            yield return new($"{name}-reset", Time(state.Now + level.Reset));
        }
    }

    public static Problem Refused(LimitRefusal refusal) => Problem.Of(
        ErrorKind.RateLimited,
        string.Create(
            CultureInfo.InvariantCulture,
            $"This request would exceed your organization's rate limit of {refusal.Limit:#,0} {LimitWords.Of(refusal.Kind)} per minute. For details, refer to: https://docs.anthropic.com/en/api/rate-limits; see the response headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try again later.")) with
    {
        Limit = refusal.Kind,
    };

    // RFC 3339 in whole seconds, rounded up.
    private static string Time(DateTimeOffset time) => time.AddTicks(TimeSpan.TicksPerSecond - 1).UtcDateTime
        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
