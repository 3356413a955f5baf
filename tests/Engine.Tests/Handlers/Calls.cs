using System.Text;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Json;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Replies;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Tests.Matching;
using MockLlm.Engine.Tests.Tokenization;
using MockLlm.Engine.Tests.Work;

namespace MockLlm.Engine.Tests.Handlers;

/// <summary>Calls one endpoint of a provider class as the server does, without a server.</summary>
internal static class Calls
{
    /// <returns>The answer's status and body.</returns>
    public static async Task<(int Status, string Body)> Call<TProvider>(string path, string body = "", string method = "POST", params (string Name, string Value)[] route)
        where TProvider : LlmProvider
    {
        var registration = ProviderDiscovery.Register(typeof(TProvider));
        var endpoint = registration.Endpoints.Single(endpoint => endpoint.Path == path && endpoint.Method == method);
        var head = Head(method, path, route);
        var found = new RequestCheck(head, registration, endpoint, Snapshot.Default, new()).Check(new(Encoding.UTF8.GetBytes(body)), wantsConversation: false);
        var request = Inputs.Request(registration.Name, Snapshot.Default, head) with { Work = new ClientWork(() => new(canceled: true)) };
        var mock = new HandlerContext(request, new RandomSource(1), SharedTokenizers.Instance, TimeProvider.System, 0)
        {
            ListedModels = ProviderModels.None,
            SettingsRecord = registration.DefaultSettings,
        };
        var reply = found.Problem is null
            ? HandlerResult.ToReply(await endpoint.Invoke(registration.Instance, found.Body, mock), registration.Instance, "req_1")
            : registration.Instance.Error(found.Problem);
        return (reply.Status, Encoding.UTF8.GetString(reply.Body.Span));
    }

    /// <summary>The first mistake in a body, in plain words; null: it can be read.</summary>
    public static string? Mistake(Type body, string json)
    {
        var issues = new BodyIssues();
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes(json), issues);
        if (document is not null)
        {
            BodyReaders.For(body)(document.RootElement, issues);
        }

        return issues.First is { } first ? BodyIssueText.For(first) : null;
    }

    private static RequestHead Head(string method, string path, (string Name, string Value)[] route) => new(
        method,
        path,
        name => name == "content-type" ? "application/json" : null,
        _ => null,
        name => route.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault());
}
