using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Admission;

/// <summary>Gives slots to requests, and queues those that must wait. Only the actor calls its methods. Any thread may read the counters.</summary>
/// <param name="time">The clock that records when a turn came.</param>
internal sealed class SlotAllocator(TimeProvider time)
{
    private readonly SlotPools _pools = new();
    private long _taken;

    /// <summary>Requests that are admitted and not yet over. Those without a slot count, too.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Requests that wait.</summary>
    public long Queued => _pools.Queued;

    /// <summary>Gives a request a slot or a place in the queue, or refuses it if both are full.</summary>
    /// <param name="claim">The pool that it needs a slot of, or null if it needs none.</param>
    /// <param name="ordinal">How many equal requests came before.</param>
    public Decision Enter(SlotClaim? claim, int ordinal) => claim is null ? Proceed(ordinal) : Claim(claim, ordinal);

    /// <summary>Removes a request from its queue. If its turn has already come, it keeps its slot.</summary>
    public void Leave(SlotWaiter waiter)
    {
        if (waiter.Pool.Leave(waiter))
        {
            waiter.Answer(Decision.Gone.Instance);
        }
    }

    /// <summary>Frees a slot, and gives it to the request that waits longest.</summary>
    /// <param name="claim">The claim that the request was admitted with, or null if it needed no slot.</param>
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

    /// <summary>Changes the numbers of slots, and admits waiting requests that fit.</summary>
    /// <param name="claims">All pools with their new sizes.</param>
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
