using MockLlm.Engine.Replies;
using MockLlm.Engine.Rules;

namespace MockLlm.Web.Handling;

/// <summary>Reports which rule answered a request: in a header if the configuration says so, and in the log.</summary>
/// <param name="log">The log.</param>
internal sealed class RuleReport(ILogger<RuleReport> log)
{
    private readonly Mismatches _mismatches = new();

    /// <summary>Reports the rule of a handler call.</summary>
    public void Note(AdmittedRequest admitted, HandlerContext context)
    {
        var (http, request) = (admitted.Http, admitted.Request);
        if (context.Rule is { } rule && request.Snapshot.Reveal)
        {
            http.Response.Headers[RequestRule.HeaderName] = rule.Label;
        }

        if (context.Answer is { Mismatch: { } mismatch, Rule: { } mistaken, Conversation.Format: { } format } && _mismatches.IsNew(mistaken.Label, format))
        {
            log.LogWarning("The JSON of rule {Rule} is not what the request's schema asks for: {Mismatch}", mistaken.Label, mismatch);
        }

        if (log.IsEnabled(LogLevel.Debug) && context.Explain() is { } explanation)
        {
            log.LogDebug("{Path} of provider {Provider} is answered by {Explanation}", request.Head.Path, request.Identity.Instance, explanation);
        }
    }
}
