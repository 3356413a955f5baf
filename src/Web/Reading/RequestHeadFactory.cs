using MockLlm.Engine;

namespace MockLlm.Web.Reading;

/// <summary>Gives the engine a request's head without the engine knowing ASP.NET.</summary>
internal static class RequestHeadFactory
{
    public static RequestHead Of(HttpContext http) => new(
        http.Request.Method,
        http.Request.Path.Value ?? "/",
        name => http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null,
        name => http.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null,
        name => http.Request.RouteValues.TryGetValue(name, out var value) ? value as string : null);
}
