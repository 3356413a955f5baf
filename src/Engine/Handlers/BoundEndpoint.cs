using MockLlm.Engine.Json;

namespace MockLlm.Engine.Handlers;

/// <summary>Calls a handler. The call is compiled at start, so it uses no reflection.</summary>
internal delegate ValueTask<object?> Handler(LlmProvider provider, object? body, Mock mock);

/// <summary>One route of a provider with the handler method behind it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its route parameters.</param>
/// <param name="Header">A header that the request must have, or null.</param>
/// <param name="HandlerName">The method's name.</param>
/// <param name="ReadBody">Reads the body as JSON, or null if the handler takes no JSON.</param>
/// <param name="Invoke">Calls the method.</param>
internal sealed record BoundEndpoint(
    string Method, string Path, string? Header, string HandlerName, BodyReader? ReadBody, Handler Invoke)
{
    /// <summary>Whether the handler takes a form instead of JSON.</summary>
    public bool TakesForm { get; init; }

    /// <summary>Whether its replies take the time and the slots that a model's would.</summary>
    public bool IsMetered { get; init; }

    /// <summary>Whether it needs no API key.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The route's parameters that must be numbers.</summary>
    public IReadOnlyList<HandlerParameter> RouteNumbers { get; init; } = [];
}
