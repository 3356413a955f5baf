using System.Globalization;

namespace MockLlm.Providers.Shared;

/// <summary>Writes the rate limit headers of a vendor: the limit, what remains of it, and when it is reset.</summary>
internal static class RateLimitHeaders
{
    /// <param name="state">The limits of the request's account.</param>
    /// <param name="name">The name of a header, from the kind of the limit and one of <c>limit</c>, <c>remaining</c>, <c>reset</c>.</param>
    /// <param name="reset">Writes when a limit is reset.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(
        LimitState state, Func<string, string, string> name, Func<LimitState, LimitLevel, string> reset)
    {
        foreach (var level in state.Levels)
        {
            var kind = LimitWords.HyphenatedOf(level.Kind);
            yield return new(name(kind, "limit"), level.Limit.ToString(CultureInfo.InvariantCulture));
            yield return new(name(kind, "remaining"), level.Remaining.ToString(CultureInfo.InvariantCulture));
            yield return new(name(kind, "reset"), reset(state, level));
        }
    }
}
