using MockLlm.Engine;
using MockLlm.Engine.Discovery;

namespace MockLlm.Web.Exchanges;

/// <summary>A reply that can be sent, with the id that it carries.</summary>
internal sealed record MadeReply(Reply Reply, string Id)
{
    /// <summary>Makes a reply of what a handler returned. It runs the provider's code, down to the properties of what is serialised.</summary>
    public static MadeReply Of(object? result, LlmProvider provider, Mock mock)
    {
        var id = provider.NewRequestId(mock.Ids);
        return new(HandlerResult.ToReply(result, provider, id), id);
    }
}
