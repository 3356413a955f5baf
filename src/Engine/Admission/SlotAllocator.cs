using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Admission;

/// <summary>Who has a slot and who waits for one. One actor writes, anyone may read the counts.</summary>
/// <param name="time">The clock that grants are stamped with.</param>
internal sealed class SlotAllocator(TimeProvider time)
{
    private readonly SlotPools _pools = new();
    private long _taken;

    /// <summary>Replies let through and not yet over, those that need no slot included.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Requests that wait.</summary>
    public long Queued => _pools.Queued;

    /// <summary>Lets a request in, puts it into the queue, or finds both full.</summary>
    /// <param name="claim">What it needs; null: there is room for all.</param>
    /// <param name="ordinal">How many equal requests came before it.</param>
    public Decision Enter(SlotClaim? claim, int ordinal) => claim is null ? Proceed(ordinal) : Claim(claim, ordinal);

    /// <summary>Takes a request out of its queue; one whose turn has come already keeps its slot.</summary>
    public void Leave(SlotWaiter waiter)
    {
        if (waiter.Pool.Leave(waiter))
        {
            waiter.Answer(Decision.Gone.Instance);
        }
    }

    /// <summary>Frees what a reply had, and lets in who waited for it.</summary>
    public void Free(SlotClaim? claim)
    {
        Volatile.Write(ref _taken, _taken - 1);
        if (claim is not null)
        {
            var pool = _pools.Held(claim);
            pool.Free();
            LetIn(pool);
        }
    }

    /// <summary>Lets in whoever fits after an edit of the configuration.</summary>
    /// <param name="claims">All slots there are.</param>
    public void Resize(IEnumerable<SlotClaim> claims)
    {
        _pools.Resize(claims);
        foreach (var pool in _pools.All)
        {
            LetIn(pool);
        }
    }

    private Decision.Proceed Proceed(int ordinal)
    {
        Volatile.Write(ref _taken, _taken + 1);
        return ordinal == 0 ? Decision.Proceed.First : new(ordinal);
    }

    private Decision Claim(SlotClaim claim, int ordinal)
    {
        var pool = _pools.Of(claim);
        LetIn(pool);
        if (pool.TryTake())
        {
            Volatile.Write(ref _taken, _taken + 1);
            return new Decision.Proceed(ordinal, pool.Running);
        }

        return pool.TryQueue(ordinal, claim.Queue) is { } waiter ? new Decision.Queued(waiter) : Decision.Overloaded.Instance;
    }

    private void LetIn(SlotPool pool)
    {
        while (pool.TakeNext() is { } waiter)
        {
            Volatile.Write(ref _taken, _taken + 1);
            waiter.Answer(new Decision.Proceed(waiter.Ordinal, pool.Running, time.GetTimestamp()));
        }
    }
}
