using MockLlm.Engine;

namespace MockLlm.Web.Reading;

/// <summary>Makes the engine's record of a request's head, so that the engine need not know ASP.NET Core.</summary>
internal static class RequestHeadFactory
{
    private static readonly HeadReader Reader = new(
        static (http, name) => Header((HttpContext)http, name),
        static (http, name) => Query((HttpContext)http, name),
        static (http, name) => ((HttpContext)http).Request.RouteValues.TryGetValue(name, out var value) ? value as string : null);

    /// <param name="http">The request as ASP.NET Core has it.</param>
    public static RequestHead Of(HttpContext http) => new(http.Request.Method, http.Request.Path.Value ?? "/", http, Reader);

    /// <param name="http">The request as ASP.NET Core has it.</param>
    /// <param name="route">The route parameters, in place of those of the matched route.</param>
    public static RequestHead Of(HttpContext http, RouteValueDictionary route) => new(
        http.Request.Method,
        http.Request.Path.Value ?? "/",
        name => Header(http, name),
        name => Query(http, name),
        name => route.TryGetValue(name, out var value) ? value as string : null);

    private static string? Header(HttpContext http, string name) => http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    // Most requests have no query, and then nothing is parsed.
    private static string? Query(HttpContext http, string name) =>
        http.Request.QueryString.HasValue && http.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null;
}
