using System.Globalization;
using MockLlm.Engine;

namespace MockLlm.Web.Replies;

/// <summary>The headers about rate limits: the vendor's own, and the time to wait if a request is refused.</summary>
internal static class LimitHeaders
{
    public static Reply On(Reply reply, LlmProvider provider, LimitState state, LimitRefusal? refusal) => reply.WithHeaders(
        [.. reply.Headers, .. provider.LimitHeaders(state), .. refusal is null ? [] : Waits(refusal.RetryAfter)]);

    private static KeyValuePair<string, string>[] Waits(TimeSpan wait) =>
    [
        new("retry-after", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        new("retry-after-ms", Math.Ceiling(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
    ];
}
