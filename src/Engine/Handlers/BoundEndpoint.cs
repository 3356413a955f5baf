using MockLlm.Engine.Json;

namespace MockLlm.Engine.Handlers;

/// <summary>Calls a handler: no reflection, the call was compiled at start.</summary>
internal delegate ValueTask<object?> Handler(LlmProvider provider, object? body, Mock mock);

/// <summary>One route of a provider with the handler method behind it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its route parameters.</param>
/// <param name="Header">A header that must be there, or null.</param>
/// <param name="HandlerName">The method's name.</param>
/// <param name="ReadBody">Reads the body; null where the handler takes none.</param>
/// <param name="Invoke">Calls the method.</param>
internal sealed record BoundEndpoint(
    string Method, string Path, string? Header, string HandlerName, BodyReader? ReadBody, Handler Invoke)
{
    /// <summary>Whether the handler takes a form instead of JSON.</summary>
    public bool TakesForm { get; init; }

    /// <summary>Whether its replies take the time and the slots that a model's would.</summary>
    public bool IsMetered { get; init; }

    /// <summary>Whether no API key is asked for.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The route's parameters that must be numbers.</summary>
    public IReadOnlyList<HandlerParameter> RouteNumbers { get; init; } = [];
}
