using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;

namespace MockLlm.Web.Replies;

/// <summary>Puts a refusal in its provider's own words and shape. A plug-in that does not find them in time gets the plain ones.</summary>
internal static class ErrorReplies
{
    // Of real time, whatever the server's clock says: it is a thread that may be missing, not something that is imitated.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <param name="runtime">The provider that refuses.</param>
    /// <param name="problem">Why; takes the provider's own wording where it needs it.</param>
    /// <param name="ids">The request's own source of ids.</param>
    /// <param name="limit">The limits that the request has to fit; null: there are none.</param>
    /// <param name="refusal">What the limits say against it, where they do.</param>
    public static ValueTask<PreparedReply> Of(
        ProviderRuntime runtime, Func<ErrorWording, Problem> problem, Ids ids, LimitClaim? limit = null, LimitRefusal? refusal = null)
    {
        var provider = runtime.Provider.Instance;
        return runtime.Threads is { } threads
            ? InTime(threads.Say(Say), problem, ids)
            : new(Say());

        PreparedReply Say()
        {
            var id = provider.NewRequestId(ids);
            var reply = provider.Error(problem(provider.Wording) with { RequestId = id });
            return new(limit is null ? reply : LimitHeaders.On(reply, provider, runtime.Shared.Limits.State(limit), refusal), id);
        }
    }

    private static async ValueTask<PreparedReply> InTime(Task<PreparedReply> said, Func<ErrorWording, Problem> problem, Ids ids)
    {
        await TimeLimit.Of(said, Patience, TimeProvider.System).ConfigureAwait(false);
        if (said.IsCompletedSuccessfully)
        {
            return await said.ConfigureAwait(false);
        }

        var plain = problem(ErrorWording.Plain);
        return new(Reply.Json(new { error = new { type = plain.Kind, message = plain.Message } }, plain.Status), "req_" + ids.Hex(32));
    }
}
