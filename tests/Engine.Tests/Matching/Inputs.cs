using MockLlm.Engine.Identity;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Requests;

namespace MockLlm.Engine.Tests.Matching;

/// <summary>Requests as conditions see them.</summary>
internal static class Inputs
{
    public static MatchInput Of(
        string provider, string? model = null, string? listed = null, Conversation? conversation = null, RequestHead? head = null) =>
        new(Identity(provider, model, listed), conversation, head);

    public static ResolvedRequest Identity(string provider, string? model = null, string? listed = null) => new()
    {
        Vendor = provider,
        Instance = provider,
        Operation = "/",
        Model = model,
        ListedModel = listed,
    };

    /// <summary>A request of a provider that names nothing.</summary>
    public static IdentifiedRequest Request(string provider, Engine.Configuration.Snapshot snapshot, RequestHead? head = null) => new()
    {
        Head = head ?? new("POST", "/", _ => null, _ => null, _ => null),
        Snapshot = snapshot,
        Identity = Identity(provider),
    };
}
