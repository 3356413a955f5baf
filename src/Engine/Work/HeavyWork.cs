using System.Diagnostics.CodeAnalysis;

namespace MockLlm.Engine.Work;

/// <summary>
/// Limits how many requests do heavy work at a time, so that one core stays free for all others. It is safe for any number of threads.
/// </summary>
/// <param name="threads">The most requests that do heavy work at a time.</param>
/// <param name="mostWaiting">The most requests that wait for their turn.</param>
/// <param name="mostBlocked">The most of them that block a thread while they wait.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore without a wait handle needs no disposal.")]
internal sealed class HeavyWork(int threads, int mostWaiting, int mostBlocked)
{
    /// <summary>The size in bytes from which a body alone makes a request heavy.</summary>
    public const int BodySize = 16 * 1024;

    private const int UsualMostWaiting = 4096;
    private const int UsualMostBlocked = 64;

    private readonly SemaphoreSlim _free = new(threads);
    private int _waiting;
    private int _blocked;

    /// <summary>All cores but one, and at least one.</summary>
    public HeavyWork()
        : this(Math.Max(1, Environment.ProcessorCount - 1), UsualMostWaiting, UsualMostBlocked)
    {
    }

    /// <summary>Waits for a turn. A caller that has entered calls <see cref="Leave"/>.</summary>
    /// <param name="limit">The longest wait.</param>
    /// <param name="time">The clock of the limit.</param>
    /// <param name="clientLeft">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public ValueTask<HeavyWorkEntry> Enter(TimeSpan limit, TimeProvider time, CancellationToken clientLeft) =>
        _free.Wait(0, CancellationToken.None) ? new(HeavyWorkEntry.Entered) : new(Wait(limit, time, clientLeft));

    /// <summary>
    /// Waits for a turn on the calling thread. Waiting for a task tells the thread pool that a thread is blocked, so that it adds one.
    /// </summary>
    /// <inheritdoc cref="Enter"/>
    public HeavyWorkEntry EnterBlocking(TimeSpan limit, TimeProvider time, CancellationToken clientLeft)
    {
        if (_free.Wait(0, CancellationToken.None))
        {
            return HeavyWorkEntry.Entered;
        }

        try
        {
            return Interlocked.Increment(ref _blocked) > mostBlocked
                ? HeavyWorkEntry.Full
                : Wait(limit, time, clientLeft).GetAwaiter().GetResult();
        }
        finally
        {
            Interlocked.Decrement(ref _blocked);
        }
    }

    /// <summary>Ends the heavy work of a request.</summary>
    public void Leave() => _free.Release();

    private async Task<HeavyWorkEntry> Wait(TimeSpan limit, TimeProvider time, CancellationToken clientLeft)
    {
        if (Interlocked.Increment(ref _waiting) > mostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return HeavyWorkEntry.Full;
        }

        using var over = new CancellationTokenSource(limit, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(over.Token, clientLeft);
        try
        {
            await _free.WaitAsync(any.Token).ConfigureAwait(false);
            return HeavyWorkEntry.Entered;
        }
        catch (OperationCanceledException) when (!clientLeft.IsCancellationRequested)
        {
            return HeavyWorkEntry.TimeOver;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}

/// <summary>The outcome of waiting for a turn to do heavy work.</summary>
internal enum HeavyWorkEntry
{
    /// <summary>The turn has come.</summary>
    Entered,

    /// <summary>The wait was too long.</summary>
    TimeOver,

    /// <summary>Too many requests are waiting.</summary>
    Full,
}
