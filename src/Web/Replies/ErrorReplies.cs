using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;

namespace MockLlm.Web.Replies;

/// <summary>Makes a refusal in the provider's own wording and shape. If a plug-in takes too long for it, a plain error is sent.</summary>
internal static class ErrorReplies
{
    // Real time, not the server's clock, because this waits for a thread and imitates nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Makes a refusal.</summary>
    /// <param name="runtime">The provider that refuses.</param>
    /// <param name="problem">Why, given the provider's wording.</param>
    /// <param name="ids">The request's own source of ids.</param>
    /// <param name="limit">The rate limits that the request must fit, or null if there are none.</param>
    /// <param name="refusal">The rate limit that the request does not fit, or null.</param>
    /// <param name="finish">Changes the reply. It gets the provider, or null if the provider took too long.</param>
    public static ValueTask<PreparedReply> Of(
        ProviderRuntime runtime,
        Func<ErrorWording, Problem> problem,
        Ids ids,
        LimitClaim? limit = null,
        LimitRefusal? refusal = null,
        Func<LlmProvider?, Reply, Reply>? finish = null)
    {
        var provider = runtime.Provider.Instance;
        return runtime.Threads is { } threads
            ? InTime(threads.Say(Make), problem, ids, finish)
            : new(Make());

        PreparedReply Make()
        {
            var id = provider.NewRequestId(ids);
            var named = problem(provider.Wording) with { RequestId = id };
            var reply = provider.Error(named);
            var limited = limit is null ? reply : LimitHeaders.On(reply, provider, runtime.Shared.Limits.State(limit), refusal);
            return new(finish is null ? limited : finish(provider, limited), id) { Refusal = named };
        }
    }

    private static async ValueTask<PreparedReply> InTime(
        Task<PreparedReply> making, Func<ErrorWording, Problem> problem, Ids ids, Func<LlmProvider?, Reply, Reply>? finish)
    {
        await TimeLimit.Of(making, Patience, TimeProvider.System).ConfigureAwait(false);
        if (making.IsCompletedSuccessfully)
        {
            return await making.ConfigureAwait(false);
        }

        var plain = problem(ErrorWording.Plain);
        var reply = Reply.Json(new { error = new { type = plain.Kind, message = plain.Message } }, plain.Status);
        return new(finish is null ? reply : finish(null, reply), "req_" + ids.Hex(32)) { Refusal = plain };
    }
}
