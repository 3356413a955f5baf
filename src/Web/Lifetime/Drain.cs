namespace MockLlm.Web.Lifetime;

/// <summary>
/// Lets open replies come to their end when the server is told to stop: new ones are refused, the open ones have a limited time,
/// and what is still open then is cut.
/// </summary>
internal sealed class Drain : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;
    private volatile bool _draining;

    public bool IsDraining => _draining;

    /// <summary>Cancelled when the time for open replies is over.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Counts a reply in.</summary>
    /// <returns>False while draining: nothing may begin any more.</returns>
    public bool TryEnter()
    {
        Interlocked.Increment(ref _open);
        if (!_draining)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Counts a reply out.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _open) == 0 && _draining)
        {
            _empty.TrySetResult();
        }
    }

    /// <summary>Waits until nothing is open, at most <paramref name="limit"/>; then cuts the rest.</summary>
    public async Task RunAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        _draining = true;
        if (Volatile.Read(ref _open) == 0)
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
