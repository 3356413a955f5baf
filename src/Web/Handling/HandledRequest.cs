using MockLlm.Engine.Handlers;
using MockLlm.Engine.Replies;

namespace MockLlm.Web.Handling;

/// <summary>What became of a request's handler.</summary>
/// <param name="Request">The request.</param>
internal abstract record HandledRequest(AdmittedRequest Request)
{
    /// <summary>It came to its end.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="Outcome">What it returned or threw. The result of a plug-in is a prepared reply already.</param>
    /// <param name="Context">The run of the handler.</param>
    public sealed record Done(AdmittedRequest Request, HandlerOutcome Outcome, HandlerContext Context) : HandledRequest(Request);

    /// <summary>It took longer than it may.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="After">How long it may take.</param>
    public sealed record TimedOut(AdmittedRequest Request, TimeSpan After) : HandledRequest(Request);
}
