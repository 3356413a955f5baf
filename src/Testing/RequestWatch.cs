using Microsoft.AspNetCore.Http;
using MockLlm.Web.Reading;

namespace MockLlm.Testing;

/// <summary>Records every request of a server while it is served.</summary>
internal sealed class RequestWatch
{
    private readonly RequestLog _log;
    private readonly Action _changed;
    private long _arrived;
    private int _open;

    /// <param name="log">The list of requests.</param>
    /// <param name="changed">Called when a request begins or ends.</param>
    public RequestWatch(RequestLog log, Action changed)
    {
        (_log, _changed) = (log, changed);
        Observer = new(Around, Read);
    }

    public RequestObserver Observer { get; }

    /// <summary>The number of requests that the server is busy with.</summary>
    public int Open => Volatile.Read(ref _open);

    private async Task Around(HttpContext http, RequestDelegate next)
    {
        var request = new ReceivedRequest(http, Interlocked.Increment(ref _arrived));
        http.Features.Set(request);
        http.Response.OnStarting(() => Answered(request, http));
        Interlocked.Increment(ref _open);
        _changed();
        try
        {
            await next(http).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            request.Complete();
            _changed();
        }
    }

    private void Read(HttpContext http, string provider, ReadOnlySpan<byte> body)
    {
        var request = http.Features.Get<ReceivedRequest>()!;
        request.Read(provider, body);
        _log.Add(request);
    }

    // A request that no provider read is listed when it is answered.
    private Task Answered(ReceivedRequest request, HttpContext http)
    {
        // Kestrel also starts a response for a client that has left. Nobody receives it.
        if (!http.RequestAborted.IsCancellationRequested)
        {
            request.Answer(http.Response.StatusCode);
        }

        _log.Add(request);
        return Task.CompletedTask;
    }
}
