using System.Globalization;

namespace MockLlm.Testing;

/// <summary>The list of the newest requests that a server has received, in the order of arrival.</summary>
internal sealed class RequestLog
{
    /// <summary>The most requests that are kept. Older ones are removed.</summary>
    public const int Kept = 10_000;

    /// <summary>The most bytes that they take. The newest request is kept whatever its size.</summary>
    public const long KeptBytes = 256L * 1024 * 1024;

    /// <summary>How long to wait for a request if nothing else is said.</summary>
    public static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);

    // How many requests a message lists.
    private const int Listed = 10;

    private readonly Lock _gate = new();
    private readonly LinkedList<ReceivedRequest> _requests = [];
    private long _bytes;
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
            _bytes = 0;
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
            _bytes += request.Size;
            while (_requests.Count > Kept || (_bytes > KeptBytes && _requests.Count > 1))
            {
                _bytes -= _requests.First!.Value.Size;
                _requests.RemoveFirst();
            }

            (more, _more) = (_more, NewSignal());
        }

        more.TrySetResult();
    }

    /// <summary>Waits until a number of requests has been received, and returns the last of them.</summary>
    /// <exception cref="TimeoutException">They were not received in time. The message lists those that were.</exception>
    public async Task<ReceivedRequest> Wait(int count, TimeSpan timeout, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
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

            try
            {
                var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - TimeProvider.System.GetElapsedTime(began);
                await more.WaitAsync(left > TimeSpan.Zero || left == Timeout.InfiniteTimeSpan ? left : TimeSpan.Zero, TimeProvider.System, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"Request {count} did not arrive within {timeout.TotalSeconds:0.###} s. {Received()}"));
            }
        }
    }

    private string Received()
    {
        lock (_gate)
        {
            if (Count == 0)
            {
                return "No request was received.";
            }

            var lines = _requests.Skip(Math.Max(0, _requests.Count - Listed)).Select(request => $"\n  {request}").ToList();
            var earlier = Count > lines.Count ? $", the last {lines.Count} of them were" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{Count} {(Count == 1 ? "request was" : "requests were")} received{earlier}:{string.Concat(lines)}");
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
