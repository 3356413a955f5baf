namespace MockLlm.Engine;

/// <summary>Maps a handler method to a path. Each such method is one endpoint.</summary>
/// <param name="method">The HTTP method in upper case.</param>
/// <param name="path">The path with its route parameters, such as <c>/v1/models/{id}</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RouteAttribute(string method, string path) : Attribute
{
    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; } = method;

    /// <summary>The path with its route parameters.</summary>
    public string Path { get; } = path;

    /// <summary>
    /// A request header that a request to this endpoint must have, or null if none is required. It tells two providers apart that have the
    /// same path and method.
    /// </summary>
    public string? Header { get; init; }

    /// <summary>
    /// Whether the endpoint is free of latency and limits. Routes that are not POST always are. Token counting is an example of a POST
    /// route that should be.
    /// </summary>
    public bool Unmetered { get; init; }

    /// <summary>
    /// Whether the endpoint needs no API key even if keys are configured. The URL of a generated image is an example, because clients pass
    /// it on to others.
    /// </summary>
    public bool Open { get; init; }
}

/// <summary>Maps a handler to <c>GET</c>.</summary>
/// <param name="path">The path with its route parameters.</param>
public sealed class GetAttribute(string path) : RouteAttribute("GET", path);

/// <summary>Maps a handler to <c>POST</c>.</summary>
/// <param name="path">The path with its route parameters.</param>
public sealed class PostAttribute(string path) : RouteAttribute("POST", path);

/// <summary>Maps a handler to <c>DELETE</c>.</summary>
/// <param name="path">The path with its route parameters.</param>
public sealed class DeleteAttribute(string path) : RouteAttribute("DELETE", path);

/// <summary>Maps a handler to <c>PUT</c>.</summary>
/// <param name="path">The path with its route parameters.</param>
public sealed class PutAttribute(string path) : RouteAttribute("PUT", path);

/// <summary>Maps a handler to <c>PATCH</c>.</summary>
/// <param name="path">The path with its route parameters.</param>
public sealed class PatchAttribute(string path) : RouteAttribute("PATCH", path);
