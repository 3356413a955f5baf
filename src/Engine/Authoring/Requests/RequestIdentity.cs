namespace MockLlm.Engine;

/// <summary>The model and the kind of reply that a request asks for. See <see cref="LlmProvider.Identify"/>.</summary>
public readonly record struct RequestIdentity
{
    /// <summary>The model's name as the client sent it, or null if the request names none.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the client wants the answer as a stream.</summary>
    public bool Stream { get; init; }
}
