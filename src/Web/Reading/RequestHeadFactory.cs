using MockLlm.Engine;

namespace MockLlm.Web.Reading;

/// <summary>Gives the engine a request's head, so that the engine need not know ASP.NET Core.</summary>
internal static class RequestHeadFactory
{
    public static RequestHead Of(HttpContext http) =>
        Of(http, name => http.Request.RouteValues.TryGetValue(name, out var value) ? value as string : null);

    /// <summary>The head with other route parameters than those of the matched route.</summary>
    public static RequestHead Of(HttpContext http, RouteValueDictionary route) =>
        Of(http, name => route.TryGetValue(name, out var value) ? value as string : null);

    private static RequestHead Of(HttpContext http, Func<string, string?> route) => new(
        http.Request.Method,
        http.Request.Path.Value ?? "/",
        name => http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null,
        name => http.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null,
        route);
}
