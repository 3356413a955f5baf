using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MockLlm.Web.Control;

/// <summary>
/// Lets to the control routes only who may change the server: without an admin key clients on this machine that ask for it by a
/// loopback name (a page in a browser here that was given another name for this address does not), with one whoever carries it.
/// Pages of other sites never.
/// </summary>
/// <param name="adminKey">What is asked for as bearer token; null: none.</param>
internal sealed class ControlGuard(string? adminKey)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _key = adminKey is null ? null : Hash(adminKey);

    /// <summary>A control route behind the guard.</summary>
    public RequestDelegate Guard(RequestDelegate route) => http => Refusal(http) is { } refusal ? Refuse(http, refusal) : route(http);

    private ControlRefusal? Refusal(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" || !IsOwn(headers.Origin.ToString(), http.Request))
        {
            return new(StatusCodes.Status403Forbidden, "Control routes do not serve pages of other sites. Send the request from outside of a browser, or from a page of this server.");
        }

        return _key is null ? LocalRefusal(http) : KeyRefusal(headers.Authorization.ToString(), _key);
    }

    private static ControlRefusal? LocalRefusal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } client && IPAddress.IsLoopback(client) && IsLoopbackName(http.Request.Host.Host)
            ? null
            : new(StatusCodes.Status403Forbidden, "Control routes serve only this machine, as localhost, 127.0.0.1 or [::1]. To use them otherwise, start with --admin-key KEY and send 'Authorization: Bearer KEY'.");

    private static ControlRefusal? KeyRefusal(string authorization, byte[] key) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..].Trim()), key)
            ? null
            : new(StatusCodes.Status401Unauthorized, "Control routes of this server need its admin key. Send 'Authorization: Bearer KEY' with what the server was started with as --admin-key.");

    private static bool IsOwn(string origin, HttpRequest request) =>
        origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopbackName(string host) =>
        host is "127.0.0.1" or "[::1]" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    // Hashes are of one length, so comparing them tells nothing of the key's.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static Task Refuse(HttpContext http, ControlRefusal refusal)
    {
        http.Response.StatusCode = refusal.Status;
        var isKey = refusal.Status == StatusCodes.Status401Unauthorized;
        if (isKey)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        var type = isKey ? "unauthorized" : "forbidden";
        return http.Response.WriteAsJsonAsync(new { error = new { type, message = refusal.Message } }, http.RequestAborted);
    }

    private sealed record ControlRefusal(int Status, string Message);
}
