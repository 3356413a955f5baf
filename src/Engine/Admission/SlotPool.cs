namespace MockLlm.Engine.Admission;

/// <summary>
/// The slots of one model, or of a whole provider, and who waits for one, oldest first. One thread at a time changes it, anyone may
/// read <see cref="Queued"/>.
/// </summary>
internal sealed class SlotPool
{
    private readonly LinkedList<SlotWaiter> _queue = [];
    private int? _slots;
    private int _queued;

    /// <summary>Slots held.</summary>
    public int Running { get; private set; }

    /// <summary>How many wait.</summary>
    public int Queued => Volatile.Read(ref _queued);

    private bool HasRoom => _slots is not { } slots || Running < slots;

    /// <summary>Changes the number of slots; those held stay held. Those who fit now are let in by <see cref="TakeNext"/>.</summary>
    /// <param name="slots">Null: no end.</param>
    public void Resize(int? slots) => _slots = slots;

    /// <summary>Takes a slot, unless all are taken or somebody waits.</summary>
    public bool TryTake()
    {
        if (_queue.Count > 0 || !HasRoom)
        {
            return false;
        }

        Running++;
        return true;
    }

    /// <summary>Joins the queue, unless it is full.</summary>
    /// <param name="ordinal">How often the same request came before.</param>
    /// <param name="limit">How many may wait; null: any number.</param>
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

    /// <summary>Leaves the queue, in constant time.</summary>
    /// <returns>False: it was not in it any more.</returns>
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

    /// <summary>Gives a free slot to the one who waits longest.</summary>
    /// <returns>Who that is; null: nobody waits, or there is no free slot.</returns>
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
