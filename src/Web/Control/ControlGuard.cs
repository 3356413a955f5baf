using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace MockLlm.Web.Control;

/// <summary>
/// Protects the control routes. Without an admin key, it accepts clients on this machine whose host is a loopback name. The check of the
/// host stops pages that reach this address under another name (DNS rebinding). With an admin key, it accepts every request that carries
/// the key. It never accepts requests of pages of other sites.
/// </summary>
/// <param name="adminKey">The bearer token that requests must carry, or null if there is none.</param>
internal sealed class ControlGuard(string? adminKey)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _key = adminKey is null ? null : Hash(adminKey);

    /// <summary>Wraps a control route in the guard.</summary>
    public RequestDelegate Guard(RequestDelegate route) => http => Refusal(http) is { } refusal ? Refuse(http, refusal) : route(http);

    private ControlRefusal? Refusal(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" || !IsOwn(headers.Origin.ToString(), http.Request))
        {
            return new(StatusCodes.Status403Forbidden, "Control routes do not serve pages of other sites. Send the request from outside of a browser, or from a page of this server.");
        }

        return (_key is null ? LocalRefusal(http) : KeyRefusal(headers.Authorization.ToString(), _key)) ?? BodyRefusal(http.Request);
    }

    // A page can send some content types to another site without a preflight. JSON is not one of them.
    private static ControlRefusal? BodyRefusal(HttpRequest request)
    {
        var hasBody = request.ContentLength > 0 || request.Headers.ContainsKey(HeaderNames.TransferEncoding);
        return !hasBody || IsJson(request.ContentType)
            ? null
            : new(StatusCodes.Status415UnsupportedMediaType, "The body is not said to be JSON. Send 'Content-Type: application/json', or no body where none is needed.");
    }

    private static bool IsJson(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

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

    // Hashes have the same length, so comparing them does not reveal the length of the key.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static Task Refuse(HttpContext http, ControlRefusal refusal)
    {
        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        var type = refusal.Status switch
        {
            StatusCodes.Status401Unauthorized => "unauthorized",
            StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
            _ => "forbidden",
        };
        return ControlAnswer.Refused(refusal.Status, type, refusal.Message).Write(http);
    }

    private sealed record ControlRefusal(int Status, string Message);
}
