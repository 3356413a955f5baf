namespace MockLlm.Engine;

/// <summary>What a request asks for, as its provider reads it. See <see cref="LlmProvider.Identify"/>.</summary>
public readonly record struct RequestIdentity
{
    /// <summary>The model's name as the client sent it, or null if the request names none.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the client wants the answer as a stream.</summary>
    public bool Stream { get; init; }
}
