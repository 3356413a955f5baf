namespace MockLlm.Web.Reading;

/// <summary>Observes the requests of a server that runs inside a test.</summary>
/// <param name="Around">Called for every request, also on the server's own routes. It must call the delegate that serves the request.</param>
/// <param name="Read">
/// Called when the body of a request to a provider has been read: with the request, the provider's name and the body. The body is valid
/// only during the call.
/// </param>
internal sealed record RequestObserver(
    Func<HttpContext, RequestDelegate, Task> Around, Action<HttpContext, string, ReadOnlySpan<byte>> Read);
