using System.Collections.Frozen;

namespace MockLlm.Web.Routes;

/// <summary>
/// Serves the routes without parameters. It finds them by the whole path, which costs less than the framework's routing. A path in another
/// spelling, such as in upper case, is left to the framework.
/// </summary>
internal sealed class LiteralRoutes
{
    private readonly FrozenDictionary<string, (string Method, RequestDelegate Serve)[]> _byPath;

    /// <param name="routes">All routes of providers.</param>
    public LiteralRoutes(IEnumerable<(string Method, string Path, RequestDelegate Serve)> routes) => _byPath = routes
        .Where(static route => IsLiteral(route.Path))
        .GroupBy(static route => "/" + route.Path.Trim('/'), StringComparer.Ordinal)
        .ToFrozenDictionary(static same => same.Key, static same => same.Select(static route => (route.Method, route.Serve)).ToArray(), StringComparer.Ordinal);

    /// <summary>Serves a request, or passes it on.</summary>
    public RequestDelegate Around(RequestDelegate next) => http =>
    {
        if (_byPath.TryGetValue(http.Request.Path.Value ?? "", out var routes))
        {
            foreach (var (method, serve) in routes)
            {
                if (HttpMethods.Equals(method, http.Request.Method))
                {
                    return serve(http);
                }
            }
        }

        return next(http);
    };

    // The server's own routes under this prefix are not a provider's.
    private static bool IsLiteral(string path) => !path.Contains('{', StringComparison.Ordinal) && !path.TrimStart('/').StartsWith("_mockllm", StringComparison.OrdinalIgnoreCase);
}
