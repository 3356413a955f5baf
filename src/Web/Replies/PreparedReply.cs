using MockLlm.Engine;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Replies;

namespace MockLlm.Web.Replies;

/// <summary>A reply that is ready to be sent, with its request id.</summary>
internal sealed record PreparedReply(Reply Reply, string Id)
{
    /// <summary>Makes the reply from a handler's result. It runs the provider's code, also the properties of the object that is serialised.</summary>
    public static PreparedReply Of(object? result, LlmProvider provider, HandlerContext context)
    {
        var id = provider.NewRequestId(context.Ids);
        return new(context.Charge is { } charge ? Limited(result, provider, id, charge) : HandlerResult.ToReply(result, provider, id), id);
    }

    private static Reply Limited(object? result, LlmProvider provider, string id, ReplyCharge charge)
    {
        var refusal = charge.Refusal;
        var reply = HandlerResult.ToReply(refusal is null ? result : provider.Wording.RateLimited(refusal), provider, id);
        if (reply.Status >= 400)
        {
            charge.Cancel();
        }

        return LimitHeaders.On(reply, provider, charge.State, refusal);
    }
}
