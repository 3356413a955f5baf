namespace MockLlm.Engine.Identity;

/// <summary>
/// Who asks which provider for what. Each request is resolved to this record once, right after it was read. Everything that is
/// configured or counted (latency, limits, slots, rules, faults, chance, sequences, metrics) is keyed by its parts and by nothing else.
/// </summary>
internal sealed record ResolvedRequest
{
    /// <summary>The provider's class, by the name that it is registered with, such as <c>openai</c>.</summary>
    public required string Vendor { get; init; }

    /// <summary>The name under which the provider is configured: the key under <c>providers:</c>.</summary>
    public required string Instance { get; init; }

    /// <summary>The route's pattern, such as <c>/v1/models/{id}</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The model's name as the client sent it, or null if the request names none.</summary>
    public string? Model { get; init; }

    /// <summary>The listed model that <see cref="Model"/> is a name of, by its own name, or null if the provider lists none.</summary>
    public string? ListedModel { get; init; }

    /// <summary>Whether the client wants the answer as a stream.</summary>
    public bool Stream { get; init; }

    /// <summary>The API key, or null if the client sent none.</summary>
    public string? Account { get; init; }

    /// <summary>A test's own part of the server. Empty for the part that all share.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The session that the client names, or null if it names none.</summary>
    public string? NamedSession { get; init; }

    /// <summary>The conversation that the request belongs to: what the client names, else its account.</summary>
    public string Session => SessionName.Of(NamedSession, Account);

    /// <summary>The name that a model is counted under: its own if it is listed, else the one that was sent.</summary>
    public string? CountedModel => ListedModel ?? Model;
}
