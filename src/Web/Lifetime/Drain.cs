using MockLlm.Web.Metrics;

namespace MockLlm.Web.Lifetime;

/// <summary>
/// Lets open replies end when the server stops. New requests are refused, and open replies have a limited time. Replies that are still
/// open after that are cut.
/// </summary>
internal sealed class Drain : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LonelyNumber _open;
    private volatile bool _draining;

    public bool IsDraining => _draining;

    /// <summary>Cancelled when the time for open replies is over.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Counts a request that begins.</summary>
    /// <returns>False if the server is draining. The request is then not counted and must be refused.</returns>
    public bool TryEnter()
    {
        Interlocked.Increment(ref _open.Value);
        if (!_draining)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Counts a request that has ended.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _open.Value) == 0 && _draining)
        {
            _empty.TrySetResult();
        }
    }

    /// <summary>Waits until no request is open, for at most <paramref name="limit"/>. Then it cuts the rest.</summary>
    public async Task RunAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        _draining = true;
        if (Volatile.Read(ref _open.Value) == 0)
        {
            _empty.TrySetResult();
        }

        try
        {
            await _empty.Task.WaitAsync(limit, time, cancellation).ConfigureAwait(false);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            await _over.CancelAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _over.Dispose();
}
