using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Json;
using MockLlm.Engine.Limits;

namespace MockLlm.Engine.Requests;

/// <summary>Everything that is asked of a request before it may reach an actor: authenticate, validate, look up the model.</summary>
internal static partial class RequestCheck
{
    /// <param name="head">The request's head.</param>
    /// <param name="bytes">Its body.</param>
    /// <param name="parsed">The body where it has been parsed already; its owner disposes of it.</param>
    /// <param name="registration">The provider it is for.</param>
    /// <param name="endpoint">The endpoint it is for.</param>
    /// <param name="snapshot">The configuration it arrived under.</param>
    /// <param name="found">What was found in it.</param>
    /// <param name="form">The body as a form, where the handler takes one.</param>
    /// <param name="isFaulted">Whether the request asks for a fault itself.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Problem? Read(
        RequestHead head,
        ReadOnlyMemory<byte> bytes,
        ParsedBody? parsed,
        ProviderRegistration registration,
        BoundEndpoint endpoint,
        Snapshot snapshot,
        out CheckedRequest found,
        FormReading form = default,
        bool isFaulted = false)
    {
        found = default;
        var provider = registration.Instance;
        var isConversation = isFaulted || !snapshot.Faults.IsEmpty;
        var problem = (endpoint.IsOpen ? null : CheckKey(head, provider, snapshot)) ?? provider.ValidateHead(head) ?? CheckRoute(head, provider, endpoint);
        if (problem is null && endpoint.TakesForm)
        {
            var model = form.Form?.Text("model");
            found = Found(form.Form, head, registration, endpoint, snapshot, model) with
            {
                Conversation = isConversation ? (form.Form is { } read ? provider.Read(read) : null) ?? new([], model) : null,
            };
            return CheckForm(head, form, registration, snapshot);
        }

        if (problem is not null || endpoint.ReadBody is null)
        {
            found = Found(null, head, registration, endpoint, snapshot, model: null);
            return problem;
        }

        return CheckContentType(head, bytes, provider) ?? ReadBody(head, bytes, parsed, registration, endpoint, snapshot, isConversation, out found);
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

    private static Problem? CheckRoute(RequestHead head, LlmProvider provider, BoundEndpoint endpoint) =>
        RouteValues.Mistake(head, endpoint.RouteNumbers) is { } mistake ? provider.Wording.Body(mistake) : null;

    private static Problem? CheckForm(RequestHead head, FormReading reading, ProviderRegistration registration, Snapshot snapshot)
    {
        if (reading.Form is { } form)
        {
            return registration.Instance.Validate(form) ?? (snapshot.StrictModels ? CheckModel(form.Text("model"), registration, snapshot) : null);
        }

        return Problem.Of(ErrorKind.InvalidRequest, reading.Mistake
            ?? $"The content type must be multipart/form-data or application/x-www-form-urlencoded, not {head.Header("content-type") ?? "missing"}.");
    }

    private static CheckedRequest Found(
        object? body, RequestHead head, ProviderRegistration registration, BoundEndpoint endpoint, Snapshot snapshot, string? model)
    {
        if (!endpoint.IsMetered)
        {
            return new(body, null, null);
        }

        var models = snapshot.Models.Of(registration.Name);
        var latency = snapshot.Latency.For(registration.Name, models, model);
        var limit = snapshot.Limits.For(registration.Name) is { } policy
            ? LimitClaim.Of(policy, registration.Instance.ApiKey(head), model, models)
            : null;
        return new(body, latency, limit);
    }

    private static Problem? CheckModel(string? model, ProviderRegistration registration, Snapshot snapshot) =>
        model is not null
        && snapshot.Models.Of(registration.Name).Find(model) is null
        && !ModelNames.Include(registration.Models, model)
            ? registration.Instance.Wording.Model(model)
            : null;
}
