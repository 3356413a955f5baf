using MockLlm.Engine;

namespace MockLlm.Web.Replies;

/// <summary>The headers about rate limits: the vendor's own, and the time to wait if a request is refused.</summary>
internal static class LimitHeaders
{
    public static Reply On(Reply reply, LlmProvider provider, LimitState state, LimitRefusal? refusal) => reply.WithHeaders(
        [.. reply.Headers, .. provider.LimitHeaders(state), .. refusal is null ? [] : provider.RetryHeaders(refusal.RetryAfter)]);
}
