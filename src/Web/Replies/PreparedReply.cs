using MockLlm.Engine;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Replies;

namespace MockLlm.Web.Replies;

/// <summary>A reply that is ready to be sent, with its request id.</summary>
internal sealed record PreparedReply(Reply Reply, string Id)
{
    /// <summary>Why the request is refused, or null if it is not.</summary>
    public Problem? Refusal { get; init; }

    /// <summary>Makes the reply from a handler's result. It runs the provider's code, also the properties of the object that is serialised.</summary>
    public static PreparedReply Of(object? result, LlmProvider provider, HandlerContext context)
    {
        var id = provider.NewRequestId(context.Ids);
        var sent = context.Charge?.Refusal is { } over ? provider.Wording.RateLimited(over) : result;
        var reply = context.Charge is { } charge ? Limited(sent, provider, id, charge) : HandlerResult.ToReply(sent, provider, id);
        return new(reply, id) { Refusal = sent as Problem };
    }

    private static Reply Limited(object? sent, LlmProvider provider, string id, ReplyCharge charge)
    {
        var reply = HandlerResult.ToReply(sent, provider, id);
        if (reply.Status >= 400)
        {
            charge.Cancel();
        }

        return LimitHeaders.On(reply, provider, charge.State, charge.Refusal);
    }
}
