using System.Text.Json;
using MockLlm.Engine.Bodies;
using MockLlm.Engine.Configuration;

namespace MockLlm.Engine.Discovery;

/// <summary>Everything that is asked of a request before it may reach an actor: authenticate, validate, look up the model.</summary>
internal static class RequestCheck
{
    /// <param name="head">The request's head.</param>
    /// <param name="bytes">Its body.</param>
    /// <param name="registration">The provider it is for.</param>
    /// <param name="endpoint">The endpoint it is for.</param>
    /// <param name="snapshot">The configuration it arrived under.</param>
    /// <param name="body">The body as the handler takes it; null where it takes none.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Problem? Read(
        RequestHead head, ReadOnlyMemory<byte> bytes, ProviderRegistration registration, BoundEndpoint endpoint, Snapshot snapshot, out object? body)
    {
        body = null;
        var provider = registration.Instance;
        var problem = CheckKey(head, provider, snapshot) ?? provider.ValidateHead(head);
        if (problem is not null || endpoint.ReadBody is null)
        {
            return problem;
        }

        return CheckContentType(head, bytes, provider) ?? ReadBody(bytes, registration, endpoint.ReadBody, snapshot, out body);
    }

    private static Problem? CheckKey(RequestHead head, LlmProvider provider, Snapshot snapshot)
    {
        if (snapshot.ApiKeys.Count == 0)
        {
            return null;
        }

        var key = provider.ApiKey(head);
        return key is not null && snapshot.ApiKeys.Contains(key) ? null : provider.Wording.Key(key);
    }

    // No body at all is a mistake of the body, whatever it is said to be.
    private static Problem? CheckContentType(RequestHead head, ReadOnlyMemory<byte> bytes, LlmProvider provider)
    {
        var type = head.Header("content-type");
        return bytes.IsEmpty || (type is not null && type.Contains("json", StringComparison.OrdinalIgnoreCase))
            ? null
            : provider.Wording.ContentType(type);
    }

    private static Problem? ReadBody(
        ReadOnlyMemory<byte> bytes, ProviderRegistration registration, BodyReader read, Snapshot snapshot, out object? body)
    {
        var provider = registration.Instance;
        var issues = new BodyIssues();
        using var document = JsonText.Parse(bytes, issues);
        body = document is null ? null : read(document.RootElement, issues);
        return issues.First is { } issue
            ? provider.Wording.Body(issue)
            : provider.Validate(body!) ?? CheckModel(document!.RootElement, registration, snapshot);
    }

    private static Problem? CheckModel(JsonElement json, ProviderRegistration registration, Snapshot snapshot) =>
        snapshot.StrictModels
        && json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("model", out var named)
        && named.ValueKind == JsonValueKind.String
        && named.GetString() is { } model
        && snapshot.Models.Of(registration.Name).Find(model) is null
            ? registration.Instance.Wording.Model(model)
            : null;
}
