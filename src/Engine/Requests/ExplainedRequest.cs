using System.Text;
using System.Text.Json;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;

namespace MockLlm.Engine.Requests;

/// <summary>A request that is only explained, not served.</summary>
/// <param name="Body">Its body.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Path">Its path, or null for the provider's first metered route that takes such a body.</param>
internal sealed record ExplainedRequest(JsonElement Body, IReadOnlyDictionary<string, string> Headers, string? Path)
{
    /// <summary>Explains which rule would answer, or returns the mistake that keeps the request from being answered.</summary>
    public (Explanation? Explanation, string? Mistake) Explain(ProviderRegistration provider, Snapshot snapshot)
    {
        (Explanation? Explanation, string? Mistake) first = default;
        foreach (var endpoint in provider.Endpoints.Where(endpoint => endpoint is { Method: "POST", ReadBody: not null } && IsAt(endpoint)))
        {
            var explained = Explain(endpoint, provider, snapshot);
            if (explained.Explanation is not null)
            {
                return explained;
            }

            first = first.Mistake is null ? explained : first;
        }

        return first.Mistake is not null ? first
            : (null, Path is null ? $"{provider.Name} has no route that takes JSON" : $"{provider.Name} has no POST route {Path} that takes JSON");
    }

    private (Explanation? Explanation, string? Mistake) Explain(BoundEndpoint endpoint, ProviderRegistration provider, Snapshot snapshot)
    {
        var head = new RequestHead("POST", Path ?? endpoint.Path, Headers.GetValueOrDefault, _ => null, name => Parameter(endpoint.Path, name));
        if (snapshot.RequestControl && RequestRule.Check(head, snapshot.Rules) is { } unknown)
        {
            return (null, unknown.Message);
        }

        var issues = new BodyIssues();
        var body = endpoint.ReadBody!(Body, issues);
        var problem = issues.First is { } issue ? provider.Instance.Wording.Body(issue) : provider.Instance.Validate(body!);
        return problem is null
            ? (Explain(endpoint, provider, snapshot, body!, head), null)
            : (null, problem.Message);
    }

    private bool IsAt(BoundEndpoint endpoint) => Path is null ? endpoint.IsMetered : IsSame(endpoint.Path.Split('/'), Path.Split('?')[0].Split('/'));

    private static bool IsSame(string[] route, string[] path) =>
        route.Length == path.Length && route.Zip(path).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    private string? Parameter(string route, string name)
    {
        var pairs = route.Split('/').Zip((Path ?? "").Split('?')[0].Split('/'));
        return pairs.Where(pair => pair.First == $"{{{name}}}").Select(pair => Uri.UnescapeDataString(pair.Second)).FirstOrDefault();
    }

    private Explanation Explain(BoundEndpoint endpoint, ProviderRegistration provider, Snapshot snapshot, object body, RequestHead head)
    {
        var asked = provider.Instance.Identify(head, new(Encoding.UTF8.GetBytes(Body.GetRawText()), Body));
        var identity = RequestResolver.Resolve(provider, endpoint, head, snapshot, provider.Instance.ApiKey(head), asked);
        var conversation = provider.Instance.Read(body) ?? FallbackConversationReader.Read(Body);
        var named = snapshot.RequestControl ? RequestRule.Of(head, snapshot.Rules) : null;
        var resolved = RequestResolver.WithModelOf(conversation, identity, snapshot.Models.Of(provider.Name));
        return Explanation.Of(snapshot.Rules, snapshot.Responses.Contains, snapshot.UnknownReply is not null, new(resolved, conversation, head), named);
    }
}
