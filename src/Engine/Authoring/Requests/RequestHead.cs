namespace MockLlm.Engine;

/// <summary>A request without its body: method, path, headers, query and route parameters.</summary>
public sealed class RequestHead
{
    private readonly object _source;
    private readonly HeadReader _reader;

    /// <param name="method">The HTTP method in upper case.</param>
    /// <param name="path">The path as sent, without the query.</param>
    /// <param name="header">Returns the value of a header, or null. The name is not case-sensitive.</param>
    /// <param name="query">Returns a value of the query string, or null.</param>
    /// <param name="route">Returns a route parameter, URL-decoded, or null.</param>
    public RequestHead(string method, string path, Func<string, string?> header, Func<string, string?> query, Func<string, string?> route)
        : this(method, path, method, new((_, name) => header(name), (_, name) => query(name), (_, name) => route(name)))
    {
    }

    /// <summary>Creates a head that many requests share the reader of, so that a request allocates no functions.</summary>
    internal RequestHead(string method, string path, object source, HeadReader reader) => (Method, Path, _source, _reader) = (method, path, source, reader);

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; }

    /// <summary>The path as sent, without the query.</summary>
    public string Path { get; }

    /// <summary>The value of a header, or null if the header was not sent.</summary>
    /// <param name="name">The name of the header. It is not case-sensitive.</param>
    public string? Header(string name) => _reader.Header(_source, name);

    /// <summary>A value of the query string, or null if it was not sent.</summary>
    /// <param name="name">The key in the query string.</param>
    public string? Query(string name) => _reader.Query(_source, name);

    /// <summary>A route parameter, URL-decoded, or null if the route has no parameter of that name.</summary>
    /// <param name="name">The name between the braces in the route.</param>
    public string? Route(string name) => _reader.Route(_source, name);
}

/// <summary>Reads the values of a request's head from the object that has them.</summary>
/// <param name="Header">Returns the value of a header, or null.</param>
/// <param name="Query">Returns a value of the query string, or null.</param>
/// <param name="Route">Returns a route parameter, or null.</param>
internal sealed record HeadReader(Func<object, string, string?> Header, Func<object, string, string?> Query, Func<object, string, string?> Route);
