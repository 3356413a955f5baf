using Microsoft.AspNetCore.Http;
using MockLlm.Web.Hosting;

namespace MockLlm.Testing;

/// <summary>Keeps the requests that a server has received, the newest of them, in the order of their arrival.</summary>
internal sealed class RequestLog
{
    /// <summary>The oldest beyond this many are forgotten.</summary>
    public const int Kept = 10_000;

    private readonly Lock _gate = new();
    private readonly LinkedList<ReceivedRequest> _requests = [];
    private readonly Action _changed;
    private TaskCompletionSource _more = NewSignal();
    private long _arrived;
    private int _open;

    /// <param name="changed">Told whenever a request begins or ends.</param>
    public RequestLog(Action changed)
    {
        _changed = changed;
        Observer = new(Around, Read);
    }

    public RequestObserver Observer { get; }

    /// <summary>How many requests have been received.</summary>
    public int Count { get; private set; }

    /// <summary>How many requests the server is busy with.</summary>
    public int Open => Volatile.Read(ref _open);

    public IReadOnlyList<ReceivedRequest> Snapshot()
    {
        lock (_gate)
        {
            return [.. _requests];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            Count = 0;
        }
    }

    /// <summary>Waits until so many have been received; returns the last of these.</summary>
    public async Task<ReceivedRequest> Wait(int count, CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                var forgotten = Count - _requests.Count;
                if (Count >= count)
                {
                    return _requests.ElementAt(Math.Max(0, count - 1 - forgotten));
                }

                more = _more.Task;
            }

            await more.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Notes a request while it is served.</summary>
    public async Task Around(HttpContext http, RequestDelegate next)
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

    /// <summary>Notes what a provider read.</summary>
    public void Read(HttpContext http, string provider, ReadOnlySpan<byte> body)
    {
        var request = http.Features.Get<ReceivedRequest>()!;
        request.Read(provider, body);
        Add(request);
    }

    // What no provider read is kept when it is answered.
    private Task Answered(ReceivedRequest request, HttpContext http)
    {
        // Kestrel starts a response for a client that left, too, and nobody sees it.
        if (!http.RequestAborted.IsCancellationRequested)
        {
            request.Answer(http.Response.StatusCode);
        }

        Add(request);
        return Task.CompletedTask;
    }

    private void Add(ReceivedRequest request)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            if (request.IsListed)
            {
                return;
            }

            request.IsListed = true;
            Count++;
            Insert(request);
            if (_requests.Count > Kept)
            {
                _requests.RemoveFirst();
            }

            (more, _more) = (_more, NewSignal());
        }

        more.TrySetResult();
    }

    // Requests are read in nearly the order in which they arrive.
    private void Insert(ReceivedRequest request)
    {
        var before = _requests.Last;
        while (before is not null && before.Value.Arrival > request.Arrival)
        {
            before = before.Previous;
        }

        _ = before is null ? _requests.AddFirst(request) : _requests.AddAfter(before, request);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
