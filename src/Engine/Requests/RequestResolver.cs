using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Identity;

namespace MockLlm.Engine.Requests;

/// <summary>Resolves who asks which provider for what.</summary>
internal static class RequestResolver
{
    /// <summary>Resolves a request.</summary>
    /// <param name="provider">The provider that the request is for.</param>
    /// <param name="endpoint">The endpoint that the request is for.</param>
    /// <param name="head">The request's head.</param>
    /// <param name="snapshot">The configuration that the request arrived under.</param>
    /// <param name="account">The API key, or null if the client sent none.</param>
    /// <param name="asked">The model and the kind of answer that the provider read from the request.</param>
    public static ResolvedRequest Resolve(
        ProviderRegistration provider, BoundEndpoint endpoint, RequestHead head, Snapshot snapshot, string? account, RequestIdentity asked) => new()
        {
            Vendor = provider.Name,
            Instance = provider.Name,
            Operation = endpoint.Path,
            Model = asked.Model,
            ListedModel = asked.Model is { } model ? snapshot.Models.Of(provider.Name).Find(model)?.Name : null,
            Stream = asked.Stream,
            Account = snapshot.RequestControl ? ScopeName.WithoutScope(account) : account,
            Scope = snapshot.Scope.Name,
            ScopeKey = snapshot.Scope.Key,
            NamedSession = snapshot.RequestControl ? head.Header(SessionName.HeaderName) : null,
        };

    /// <summary>Returns the request with the model of its conversation, if the request itself names none.</summary>
    public static ResolvedRequest WithModelOf(Conversation? conversation, ResolvedRequest request, ProviderModels models) =>
        request.Model is null && conversation?.Model is { } model
            ? request with { Model = model, ListedModel = models.Find(model)?.Name }
            : request;
}
