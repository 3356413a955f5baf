using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Json;
using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Requests;

// Reads bodies of JSON, and says what is wrong with them.
internal static partial class RequestCheck
{
    // No body at all is a mistake of the body, whatever it is said to be.
    private static Problem? CheckContentType(RequestHead head, ReadOnlyMemory<byte> bytes, LlmProvider provider)
    {
        var type = head.Header("content-type");
        return bytes.IsEmpty || (type is not null && type.Contains("json", StringComparison.OrdinalIgnoreCase))
            ? null
            : provider.Wording.ContentType(type);
    }

    private static Problem? ReadBody(
        RequestHead head,
        ReadOnlyMemory<byte> bytes,
        ParsedBody? given,
        ProviderRegistration registration,
        BoundEndpoint endpoint,
        Snapshot snapshot,
        bool isConversation,
        out CheckedRequest found)
    {
        if (given is not { } parsed)
        {
            using var own = ParsedBody.Of(bytes);
            return ReadBody(head, own, registration, endpoint, snapshot, isConversation, out found);
        }

        return ReadBody(head, parsed, registration, endpoint, snapshot, isConversation, out found);
    }

    private static Problem? ReadBody(
        RequestHead head, ParsedBody parsed, ProviderRegistration registration, BoundEndpoint endpoint, Snapshot snapshot, bool isConversation, out CheckedRequest found)
    {
        var provider = registration.Instance;
        var body = parsed.Document is { } document ? endpoint.ReadBody!(document.RootElement, parsed.Issues) : null;
        var isForModel = snapshot.Latency.HasModels || snapshot.Limits.For(registration.Name) is not null;
        found = Found(body, head, registration, endpoint, snapshot, isForModel ? parsed.Model : null);
        var problem = parsed.Issues.First is { } issue
            ? provider.Wording.Body(issue)
            : provider.Validate(body!) ?? (snapshot.StrictModels ? CheckModel(parsed.Model, registration, snapshot) : null);
        if (problem is null && isConversation)
        {
            found = found with { Conversation = provider.Read(body!) ?? FallbackConversationReader.Read(parsed.Document!.RootElement) };
        }

        if (problem is null && snapshot.Rules.Fields.Count > 0)
        {
            found = found with { Fields = BodyFields.Of(parsed.Document!.RootElement, snapshot.Rules.Fields) };
        }

        return problem;
    }
}
