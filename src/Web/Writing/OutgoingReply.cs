using MockLlm.Engine.Admission;
using MockLlm.Engine.Replies;
using MockLlm.Web.Metrics.Vllm;

namespace MockLlm.Web.Writing;

/// <summary>The destination and the context of a handler's reply.</summary>
/// <param name="Http">The request as ASP.NET Core has it.</param>
/// <param name="Runtime">The provider.</param>
/// <param name="Context">The context of the handler call.</param>
/// <param name="Start">The clock's timestamp from which all times count.</param>
internal sealed record OutgoingReply(HttpContext Http, ProviderRuntime Runtime, HandlerContext Context, long Start)
{
    /// <summary>The clock's timestamp when the request arrived.</summary>
    public required long Arrival { get; init; }

    /// <summary>Counts the tokens of the stream, or null if it is no stream or has no tokens.</summary>
    public SentTokens? Tokens { get; init; }
}
