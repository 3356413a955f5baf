namespace MockLlm.Engine.Admission;

/// <summary>
/// The slots of one model, or of a whole provider, and the queue for them. Only one thread at a time may change it. Any thread may read
/// <see cref="Queued"/>.
/// </summary>
internal sealed class SlotPool
{
    private readonly LinkedList<SlotWaiter> _queue = [];
    private int? _slots;
    private int _queued;

    /// <summary>The number of slots that are taken.</summary>
    public int Running { get; private set; }

    /// <summary>The number of requests that wait.</summary>
    public int Queued => Volatile.Read(ref _queued);

    private bool HasRoom => _slots is not { } slots || Running < slots;

    /// <summary>Changes the number of slots. Taken slots stay taken. <see cref="TakeNext"/> then admits waiting requests that fit.</summary>
    /// <param name="slots">The number of slots, or null for no limit.</param>
    public void Resize(int? slots) => _slots = slots;

    /// <summary>Takes a slot, unless all are taken or a request waits.</summary>
    public bool TryTake()
    {
        if (_queue.Count > 0 || !HasRoom)
        {
            return false;
        }

        Running++;
        return true;
    }

    /// <summary>Adds a request to the queue, unless the queue is full.</summary>
    /// <param name="ordinal">How many equal requests came before.</param>
    /// <param name="limit">The most requests that may wait, or null for no limit.</param>
    /// <returns>The waiting request, or null if the queue is full.</returns>
    public SlotWaiter? TryQueue(int ordinal, int? limit)
    {
        if (_queue.Count >= limit)
        {
            return null;
        }

        var waiter = new SlotWaiter(this, ordinal);
        _queue.AddLast(waiter.Place);
        Volatile.Write(ref _queued, _queue.Count);
        return waiter;
    }

    /// <summary>Removes a request from the queue, in constant time.</summary>
    /// <returns>False if it was not in the queue.</returns>
    public bool Leave(SlotWaiter waiter)
    {
        if (waiter.Place.List is null)
        {
            return false;
        }

        _queue.Remove(waiter.Place);
        Volatile.Write(ref _queued, _queue.Count);
        return true;
    }

    public void Free() => Running--;

    /// <summary>Gives a free slot to the request that waits longest.</summary>
    /// <returns>The request, or null if none waits or no slot is free.</returns>
    public SlotWaiter? TakeNext()
    {
        if (!HasRoom || _queue.First is not { Value: var oldest })
        {
            return null;
        }

        Leave(oldest);
        Running++;
        return oldest;
    }
}
