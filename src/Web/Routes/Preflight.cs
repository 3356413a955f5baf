namespace MockLlm.Web.Routes;

/// <summary>Answers a browser's preflight request (WHATWG Fetch, "CORS-preflight fetch"). Any origin may call a provider's routes.</summary>
internal static class Preflight
{
    public static Task Answer(HttpContext http, IReadOnlyList<string> methods)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = string.Join(", ", methods);
        // The wildcard does not include Authorization, so the requested headers are listed.
        headers.AccessControlAllowHeaders = http.Request.Headers.AccessControlRequestHeaders is { Count: > 0 } asked ? asked : "*";
        headers.AccessControlMaxAge = "86400";
        headers.Vary = "Access-Control-Request-Headers";
        return Task.CompletedTask;
    }
}
