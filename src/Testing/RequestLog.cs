namespace MockLlm.Testing;

/// <summary>The list of the newest requests that a server has received, in the order of arrival.</summary>
internal sealed class RequestLog
{
    /// <summary>The most requests that are kept. Older ones are removed.</summary>
    public const int Kept = 10_000;

    private readonly Lock _gate = new();
    private readonly LinkedList<ReceivedRequest> _requests = [];
    private TaskCompletionSource _more = NewSignal();

    /// <summary>The number of requests that have been received.</summary>
    public int Count { get; private set; }

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

    /// <summary>Adds a request, unless it is already listed.</summary>
    public void Add(ReceivedRequest request)
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

    /// <summary>Waits until a number of requests has been received, and returns the last of them.</summary>
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

    // Requests are read nearly in the order in which they arrive, so the search for the place is short.
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
