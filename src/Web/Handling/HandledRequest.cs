using MockLlm.Engine.Handlers;
using MockLlm.Engine.Replies;

namespace MockLlm.Web.Handling;

/// <summary>The outcome of running a request's handler.</summary>
/// <param name="Request">The request.</param>
internal abstract record HandledRequest(AdmittedRequest Request)
{
    /// <summary>The handler ended.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="Outcome">What it returned or threw. For a plug-in, the result is already a prepared reply.</param>
    /// <param name="Context">The context of the handler call.</param>
    public sealed record Done(AdmittedRequest Request, HandlerOutcome Outcome, HandlerContext Context) : HandledRequest(Request);

    /// <summary>The handler took longer than it may.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="After">How long it may take.</param>
    public sealed record TimedOut(AdmittedRequest Request, TimeSpan After) : HandledRequest(Request);
}
