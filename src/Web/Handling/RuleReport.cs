using MockLlm.Engine;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Rules;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Handling;

/// <summary>Tells by which rule a reply was made: in a header where the configuration asks for it, and in the log.</summary>
internal static class RuleReport
{
    public static void Note(HttpContext http, ProviderRegistration provider, Mock mock, Snapshot snapshot, Edge edge)
    {
        if (mock.Chosen is { } rule && snapshot.Reveal)
        {
            http.Response.Headers[RequestRule.HeaderName] = rule.Label;
        }

        if (mock.Mismatch is { } mismatch && edge.Mismatches.IsNew(mock.Chosen!.Label, mock.Asked!.Format!))
        {
            edge.Log.LogWarning("The JSON of rule {Rule} is not what the request's schema asks for: {Mismatch}", mock.Chosen.Label, mismatch);
        }

        if (edge.Log.IsEnabled(LogLevel.Debug) && mock.Explain() is { } explanation)
        {
            edge.Log.LogDebug("{Path} of provider {Provider} is answered by {Explanation}", mock.Request.Path, provider.Name, explanation);
        }
    }
}
