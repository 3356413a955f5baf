using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Json;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Requests;

/// <summary>
/// The checks of a request before admission, in the order of the contract: authenticate, read the body, identify, validate, look up the
/// model.
/// </summary>
/// <param name="head">The request's head.</param>
/// <param name="registration">The provider that the request is for.</param>
/// <param name="endpoint">The endpoint that the request is for.</param>
/// <param name="snapshot">The configuration that the request arrived under.</param>
/// <param name="work">The work that the request may cause.</param>
internal sealed class RequestCheck(RequestHead head, ProviderRegistration registration, BoundEndpoint endpoint, Snapshot snapshot, WorkBudget work)
{
    private LlmProvider Provider => registration.Instance;

    /// <summary>Checks the request. It runs the provider's code.</summary>
    /// <param name="content">The request's body.</param>
    /// <param name="wantsConversation">Whether the conversation is read, which the conditions of faults need.</param>
    public CheckedRequest Check(RequestContent content, bool wantsConversation)
    {
        var account = snapshot.RequestControl ? ScopeName.WithoutScope(Provider.ApiKey(head)) : Provider.ApiKey(head);
        var problem = CheckKey(account) ?? Provider.ValidateHead(head) ?? CheckRoute();
        if (problem is not null)
        {
            return new(Resolve(account, default), Problem: problem);
        }

        if (endpoint.TakesForm)
        {
            return CheckForm(content, account, wantsConversation);
        }

        return endpoint.ReadBody is null
            ? CheckModel(new(Resolve(account, Provider.Identify(head, new(content.Bytes)))))
            : CheckContentType(content.Bytes) is { } wrong
            ? new(Resolve(account, default), Problem: wrong)
            : CheckJson(content, account, wantsConversation);
    }

    private Problem? CheckKey(string? account) => endpoint.IsOpen || snapshot.ApiKeys.Count == 0 || (account is not null && snapshot.ApiKeys.Contains(account))
        ? null
        : Provider.Wording.Key(account);

    private Problem? CheckRoute() => RouteValues.Mistake(head, endpoint.RouteNumbers) is { } mistake ? Provider.Wording.Body(mistake) : null;

    private CheckedRequest CheckForm(RequestContent content, string? account, bool wantsConversation)
    {
        var identity = Resolve(account, Provider.Identify(head, new(content.Bytes, form: content.Form.Form)));
        if (content.Form.Form is not { } form)
        {
            var message = content.Form.Mistake
                ?? $"The content type must be multipart/form-data or application/x-www-form-urlencoded, not {head.Header("content-type") ?? "missing"}.";
            return new(identity, Problem: Problem.Of(ErrorKind.InvalidRequest, message));
        }

        return CheckModel(new CheckedRequest(identity, form, Provider.Validate(form))
        {
            Conversation = wantsConversation ? Provider.Read(form) ?? new([], identity.Model) : null,
        });
    }

    // A missing body is reported as such, whatever the content type says.
    private Problem? CheckContentType(ReadOnlyMemory<byte> bytes)
    {
        var type = head.Header("content-type");
        return bytes.IsEmpty || (type is not null && type.Contains("json", StringComparison.OrdinalIgnoreCase))
            ? null
            : Provider.Wording.ContentType(type);
    }

    private CheckedRequest CheckJson(RequestContent content, string? account, bool wantsConversation)
    {
        if (content.Parsed is { } parsed)
        {
            return CheckJson(content.Bytes, parsed, account, wantsConversation);
        }

        using var own = ParsedBody.Of(content.Bytes, work);
        return CheckJson(content.Bytes, own, account, wantsConversation);
    }

    private CheckedRequest CheckJson(ReadOnlyMemory<byte> bytes, ParsedBody parsed, string? account, bool wantsConversation)
    {
        var json = parsed.Document?.RootElement ?? default;
        var identity = Resolve(account, Provider.Identify(head, new(bytes, json)));
        var body = parsed.Document is null ? null : endpoint.ReadBody!(json, parsed.Issues);
        if (parsed.Issues.First is { } issue)
        {
            return new(identity, body, Provider.Wording.Body(issue));
        }

        var found = CheckModel(new(identity, body, Provider.Validate(body!)));
        return found.Problem is not null || (!wantsConversation && snapshot.Rules.Fields.Count == 0) ? found : found with
        {
            Conversation = wantsConversation ? Provider.Read(body!) ?? FallbackConversationReader.Read(json) : null,
            Fields = snapshot.Rules.Fields.Count > 0 ? BodyFields.Of(json, snapshot.Rules.Fields) : null,
        };
    }

    private CheckedRequest CheckModel(CheckedRequest found) =>
        snapshot.StrictModels && found is { Problem: null, Identity: { Model: { } model, ListedModel: null } } && !ModelNames.Include(registration.Models, model)
            ? found with { Problem = Provider.Wording.Model(model) }
            : found;

    private ResolvedRequest Resolve(string? account, RequestIdentity asked) => RequestResolver.Resolve(registration, endpoint, head, snapshot, account, asked);
}

/// <summary>The body of a request. It is valid only as long as its bytes are.</summary>
/// <param name="Bytes">The body as it was sent.</param>
/// <param name="Form">The result of reading the body as a form, if the handler takes a form.</param>
/// <param name="Parsed">The body's JSON if it has already been parsed, or null. Its owner disposes it.</param>
internal readonly record struct RequestContent(ReadOnlyMemory<byte> Bytes, FormReading Form = default, ParsedBody? Parsed = null);
