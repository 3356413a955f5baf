namespace MockLlm.Engine;

/// <summary>A request without its body: method, path, headers, query and route parameters.</summary>
/// <param name="method">The HTTP method in upper case.</param>
/// <param name="path">The path as sent, without the query.</param>
/// <param name="header">Returns the value of a header, or null. The name is not case-sensitive.</param>
/// <param name="query">Returns a value of the query string, or null.</param>
/// <param name="route">Returns a route parameter, URL-decoded, or null.</param>
public sealed class RequestHead(
    string method, string path, Func<string, string?> header, Func<string, string?> query, Func<string, string?> route)
{
    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; } = method;

    /// <summary>The path as sent, without the query.</summary>
    public string Path { get; } = path;

    /// <summary>The value of a header, or null if the header was not sent.</summary>
    /// <param name="name">The name of the header. It is not case-sensitive.</param>
    public string? Header(string name) => header(name);

    /// <summary>A value of the query string, or null if it was not sent.</summary>
    /// <param name="name">The key in the query string.</param>
    public string? Query(string name) => query(name);

    /// <summary>A route parameter, URL-decoded, or null if the route has no parameter of that name.</summary>
    /// <param name="name">The name between the braces in the route.</param>
    public string? Route(string name) => route(name);
}
