namespace MockLlm.Web.Reading;

/// <summary>Sees the requests of a server that runs inside a test. A server without one spends nothing on it.</summary>
/// <param name="Around">Runs around every request, the server's own routes included.</param>
/// <param name="Read">Told of a provider's request once its body is read: the request, the provider's name, the body while it is valid.</param>
internal sealed record RequestObserver(
    Func<HttpContext, RequestDelegate, Task> Around, Action<HttpContext, string, ReadOnlySpan<byte>> Read);
