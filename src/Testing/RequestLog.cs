namespace MockLlm.Testing;

/// <summary>Keeps the requests that a server has received, the newest of them, in the order of their arrival.</summary>
internal sealed class RequestLog
{
    /// <summary>The oldest beyond this many are forgotten.</summary>
    public const int Kept = 10_000;

    private readonly Lock _gate = new();
    private readonly LinkedList<ReceivedRequest> _requests = [];
    private TaskCompletionSource _more = NewSignal();

    /// <summary>How many requests have been received.</summary>
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

    /// <summary>Adds a request where it is not listed yet.</summary>
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
