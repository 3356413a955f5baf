namespace MockLlm.Web.Reading;

/// <summary>
/// The memory that all large bodies take together, with what is read from them, and all large replies. A body that does not fit waits for a
/// short time, in the order of arrival. Bodies that have arrived go before bodies that still arrive, and bodies that still arrive get at
/// most half of the memory. So senders that stop in the middle cannot keep the server from answering the others. A reply never waits.
/// </summary>
/// <param name="capacity">The bytes that the configuration in force allows.</param>
/// <param name="time">The clock for waiting.</param>
internal sealed class BodyMemory(Func<long> capacity, TimeProvider time)
{
    /// <summary>The largest body that takes nothing from this memory, and never waits.</summary>
    public const int LargestSmall = 64 * 1024;

    /// <summary>How long a body waits for memory.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _arrived = [];
    private readonly LinkedList<Waiter> _arriving = [];
    private long _used;

    /// <summary>The clock for waiting.</summary>
    public TimeProvider Time => time;

    /// <summary>The bytes that are taken.</summary>
    public long Used
    {
        get
        {
            lock (_gate)
            {
                return _used;
            }
        }
    }

    /// <summary>The largest body that can be read at all.</summary>
    /// <param name="maxBody">The largest body that the configuration allows.</param>
    public long Largest(long maxBody) => Math.Min(maxBody, Math.Max(LargestSmall, capacity() / BodyCost.LeastFactor));

    /// <summary>Takes memory, and waits for it if necessary.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="isArriving">Whether the body still arrives.</param>
    /// <param name="left">Cancelled when the client leaves.</param>
    /// <returns>False if there is too little memory, also after a while.</returns>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public ValueTask<bool> Take(long bytes, bool isArriving, CancellationToken left)
    {
        var waiter = new Waiter(bytes);
        lock (_gate)
        {
            if (bytes > MostFor(isArriving))
            {
                return new(false);
            }

            var queue = QueueOf(isArriving);
            queue.AddLast(waiter);
            Grant();
            if (waiter.Granted.Task.IsCompleted)
            {
                return new(true);
            }
        }

        return Wait(waiter, isArriving, left);
    }

    /// <summary>Takes memory for a reply, without waiting for it.</summary>
    /// <param name="bytes">How much.</param>
    /// <returns>False if there is too little memory.</returns>
    public bool TryTake(long bytes)
    {
        lock (_gate)
        {
            if (_used + bytes > MostFor(isArriving: false))
            {
                return false;
            }

            _used += bytes;
            return true;
        }
    }

    /// <summary>Gives memory back.</summary>
    public void Give(long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
            Grant();
        }
    }

    private async ValueTask<bool> Wait(Waiter waiter, bool isArriving, CancellationToken left)
    {
        try
        {
            await waiter.Granted.Task.WaitAsync(Patience, time, left).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return !Withdraw(waiter, isArriving);
        }
        catch (OperationCanceledException)
        {
            if (!Withdraw(waiter, isArriving))
            {
                Give(waiter.Bytes);
            }

            throw;
        }
    }

    // Returns false if the waiter got its memory in the meantime.
    private bool Withdraw(Waiter waiter, bool isArriving)
    {
        lock (_gate)
        {
            var isWaiting = QueueOf(isArriving).Remove(waiter);
            Grant();
            return isWaiting;
        }
    }

    private void Grant()
    {
        Grant(_arrived, MostFor(isArriving: false));
        if (_arrived.Count == 0)
        {
            Grant(_arriving, MostFor(isArriving: true));
        }
    }

    private void Grant(LinkedList<Waiter> queue, long most)
    {
        while (queue.First is { Value: var first } && _used + first.Bytes <= most)
        {
            queue.RemoveFirst();
            _used += first.Bytes;
            first.Granted.SetResult();
        }
    }

    private LinkedList<Waiter> QueueOf(bool isArriving) => isArriving ? _arriving : _arrived;

    private long MostFor(bool isArriving) => isArriving ? capacity() / 2 : capacity();

    private sealed class Waiter(long bytes)
    {
        public long Bytes { get; } = bytes;

        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
