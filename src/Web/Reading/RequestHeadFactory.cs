using MockLlm.Engine;

namespace MockLlm.Web.Reading;

/// <summary>Makes the engine's record of a request's head, so that the engine need not know ASP.NET Core.</summary>
internal static class RequestHeadFactory
{
    /// <param name="http">The request as ASP.NET Core has it.</param>
    /// <param name="route">The route parameters, or null for those of the matched route.</param>
    public static RequestHead Of(HttpContext http, RouteValueDictionary? route = null) => new(
        http.Request.Method,
        http.Request.Path.Value ?? "/",
        name => http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null,
        name => http.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null,
        name => (route ?? http.Request.RouteValues).TryGetValue(name, out var value) ? value as string : null);
}
