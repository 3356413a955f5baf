using MockLlm.Engine.Identity;

namespace MockLlm.Web.Reading;

/// <summary>
/// Serves paths such as <c>/_t/t1/v1/models</c>: the request belongs to scope <c>t1</c>, and its path is the rest. A base URL can so name a
/// scope, which works with every client.
/// </summary>
internal static class ScopePath
{
    private const string Prefix = "/_t/";

    public static RequestDelegate Around(RequestDelegate next) => http =>
    {
        if (http.Request.Path.Value is { } path && path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            var end = path.IndexOf('/', Prefix.Length);
            var name = end < 0 ? path[Prefix.Length..] : path[Prefix.Length..end];
            if (ScopeName.IsValid(name))
            {
                http.Request.Headers.TryAdd(ScopeName.HeaderName, name);
                http.Request.Path = end < 0 ? "/" : path[end..];
            }
        }

        return next(http);
    };
}
