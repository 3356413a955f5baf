namespace MockLlm.Engine;

/// <summary>Binds a handler method to a path. One method, one endpoint; several methods make several endpoints.</summary>
/// <param name="method">The HTTP method, upper case.</param>
/// <param name="path">The path with its route parameters, such as <c>/v1/models/{id}</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RouteAttribute(string method, string path) : Attribute
{
    /// <summary>The HTTP method, upper case.</summary>
    public string Method { get; } = method;

    /// <summary>The path with its route parameters.</summary>
    public string Path { get; } = path;

    /// <summary>A request header that must be there for this endpoint to answer: tells apart two providers on one path and method.</summary>
    public string? Header { get; init; }

    /// <summary>Latency and limits leave it alone, as they do every route that is not a POST. Token counting is such a route.</summary>
    public bool Unmetered { get; init; }

    /// <summary>Needs no API key where keys are configured: an address to hand on, such as that of a generated image.</summary>
    public bool Open { get; init; }
}

/// <summary>Binds a handler to <c>GET</c>.</summary>
/// <param name="path">The path with its route parameters.</param>
public sealed class GetAttribute(string path) : RouteAttribute("GET", path);

/// <summary>Binds a handler to <c>POST</c>.</summary>
/// <param name="path">The path with its route parameters.</param>
public sealed class PostAttribute(string path) : RouteAttribute("POST", path);

/// <summary>Binds a handler to <c>DELETE</c>.</summary>
/// <param name="path">The path with its route parameters.</param>
public sealed class DeleteAttribute(string path) : RouteAttribute("DELETE", path);

/// <summary>Binds a handler to <c>PUT</c>.</summary>
/// <param name="path">The path with its route parameters.</param>
public sealed class PutAttribute(string path) : RouteAttribute("PUT", path);

/// <summary>Binds a handler to <c>PATCH</c>.</summary>
/// <param name="path">The path with its route parameters.</param>
public sealed class PatchAttribute(string path) : RouteAttribute("PATCH", path);
