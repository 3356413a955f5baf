namespace MockLlm.Engine.Identity;

/// <summary>
/// The identity of a request: the client, the provider, the route and the model. Each request is resolved to this record once, right after
/// it is read. Everything that is configured or counted per request (latency, limits, slots, rules, faults, random choices, sequences,
/// metrics) is looked up only by the properties of this record.
/// </summary>
internal sealed record ResolvedRequest
{
    /// <summary>The name that the class of the provider is registered with, such as <c>openai</c>.</summary>
    public required string Vendor { get; init; }

    /// <summary>The name under which the provider is configured: the key under <c>providers:</c>.</summary>
    public required string Instance { get; init; }

    /// <summary>The route's pattern, such as <c>/v1/models/{id}</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The model's name as the client sent it, or null if the request names none.</summary>
    public string? Model { get; init; }

    /// <summary>The canonical name of the listed model that <see cref="Model"/> names, or null if the provider does not list it.</summary>
    public string? ListedModel { get; init; }

    /// <summary>Whether the client wants the answer as a stream.</summary>
    public bool Stream { get; init; }

    /// <summary>The API key, or null if the client sent none.</summary>
    public string? Account { get; init; }

    /// <summary>The name of the part of the server that a test has for itself. Empty for the shared part.</summary>
    public string Scope { get; init; } = "";

    /// <summary>A text that only this scope has since its last reset. Empty for the shared part. All that is counted for the scope has it in its key.</summary>
    public string ScopeKey { get; init; } = "";

    /// <summary>The session that the client names, or null if it names none.</summary>
    public string? NamedSession { get; init; }

    /// <summary>
    /// The session that the request belongs to: the one that the client names, or else one per account (<see cref="SessionName"/>). Each scope has
    /// its own sessions.
    /// </summary>
    public string Session => ScopeKey.Length == 0 ? SessionName.Of(NamedSession, Account) : $"{ScopeKey}\n{SessionName.Of(NamedSession, Account)}";

    /// <summary>The name under which the model is counted: its canonical name if it is listed, or else the name as sent.</summary>
    public string? CountedModel => ListedModel ?? Model;
}
