namespace MockLlm.Web.Routes;

/// <summary>Answers a browser's preflight (WHATWG Fetch, "CORS-preflight fetch"): any origin may call a provider's routes.</summary>
internal static class Preflight
{
    public static Task Answer(HttpContext http, IReadOnlyList<string> methods)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = string.Join(", ", methods);
        // The wildcard does not cover Authorization, so what is asked for is named.
        headers.AccessControlAllowHeaders = http.Request.Headers.AccessControlRequestHeaders is { Count: > 0 } asked ? asked : "*";
        headers.AccessControlMaxAge = "86400";
        headers.Vary = "Access-Control-Request-Headers";
        return Task.CompletedTask;
    }
}
