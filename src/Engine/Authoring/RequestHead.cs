namespace MockLlm.Engine;

/// <summary>What a request says before its body: method, path, headers, query and route parameters.</summary>
/// <param name="method">The HTTP method, upper case.</param>
/// <param name="path">The path as sent, without the query.</param>
/// <param name="header">Looks a header up, case-insensitively.</param>
/// <param name="query">Looks a query value up.</param>
/// <param name="route">Looks a route parameter up, URL-decoded.</param>
public sealed class RequestHead(
    string method, string path, Func<string, string?> header, Func<string, string?> query, Func<string, string?> route)
{
    /// <summary>The HTTP method, upper case.</summary>
    public string Method { get; } = method;

    /// <summary>The path as sent, without the query.</summary>
    public string Path { get; } = path;

    /// <summary>A header's value, or null where it was not sent.</summary>
    /// <param name="name">The header's name, in any case.</param>
    public string? Header(string name) => header(name);

    /// <summary>A query value, or null where it was not sent.</summary>
    /// <param name="name">The key in the query string.</param>
    public string? Query(string name) => query(name);

    /// <summary>A route parameter, or null where the path has none of that name.</summary>
    /// <param name="name">The name between braces in the route.</param>
    public string? Route(string name) => route(name);
}
