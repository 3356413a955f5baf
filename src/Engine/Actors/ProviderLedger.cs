using MockLlm.Engine.Chance;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Rules;

namespace MockLlm.Engine.Actors;

/// <summary>
/// What a provider actor counts, and who waits for a slot. It is kept outside the actor's instance, so a restart loses nothing. One
/// actor writes, anyone may read the counts.
/// </summary>
/// <param name="clock">The clock that grants are stamped with and the back-off after crashes is measured by; null: the system's.</param>
/// <param name="faults">What the faults have counted over all providers; null: this provider counts for itself.</param>
internal sealed class ProviderLedger(TimeProvider? clock = null, FaultLedger? faults = null)
{
    private readonly TimeProvider _time = clock ?? TimeProvider.System;
    private readonly CrashBackoff _backoff = new(clock ?? TimeProvider.System);
    private readonly RequestOrdinals _ordinals = new(capacity: 100_000);
    private readonly SlotPools _pools = new();
    private LimitAccounts? _limits;
    private (Protocol.Handle? Request, Decision? Decision) _latest;
    private long _slots;
    private long _served;
    private long _abandoned;
    private long _failed;
    private long _restarts;

    /// <summary>Replies let through and not yet over.</summary>
    public long Slots => Volatile.Read(ref _slots);

    /// <summary>Requests that wait for a slot.</summary>
    public long Queued => _pools.Queued;

    public long Served => Volatile.Read(ref _served);

    public long Abandoned => Volatile.Read(ref _abandoned);

    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Whether new requests are refused for now, since the actor crashed again and again.</summary>
    public bool IsDown => _backoff.IsDown;

    public long Restarts => Volatile.Read(ref _restarts);

    /// <summary>What the faults have counted.</summary>
    public FaultLedger Faults { get; } = faults ?? new(clock ?? TimeProvider.System);

    /// <summary>How far sessions are in the rules' sequences. Any thread may step.</summary>
    public SequenceCursors Cursors { get; } = new();

    /// <summary>What the limits of this provider have left. Any thread may charge it.</summary>
    public LimitAccounts Limits => LazyInitializer.EnsureInitialized(ref _limits, () => new(_time));

    /// <summary>
    /// Decides which faults hit a request; unless one replaces its reply, lets it in, puts it into the queue, or finds both full. One
    /// that does not fit its limits gets no further.
    /// </summary>
    public Decision Admit(Protocol.Handle request)
    {
        var ordinal = _ordinals.Next(request.RequestKey);
        var hit = request.Faults is { } faults ? Faults.Decide(faults, request.RequestKey, ordinal) : null;
        if (hit?.Instead is not null)
        {
            return new Decision.Faulted(hit, Then: null, ordinal);
        }

        var decision = request.Limit is { } limit ? Admit(request, limit, ordinal) : Enter(request, ordinal);
        _latest = (request, decision);
        return hit is null ? decision : new Decision.Faulted(hit, decision, ordinal);
    }

    /// <summary>Undoes what was decided for a request whose decision nobody has heard, since the actor crashed over it.</summary>
    public void TakeBack(Protocol.Handle request)
    {
        var (latest, decision) = _latest;
        if (!ReferenceEquals(latest, request))
        {
            return;
        }

        _latest = default;
        if (request.Limit is { } limit && decision is not (Decision.Limited or Decision.Overloaded))
        {
            Limits.GiveBack(limit, LimitCost.OneRequest);
        }

        if (decision is Decision.Queued queued)
        {
            Leave(queued.Waiter);
        }
        else if (decision is Decision.Proceed)
        {
            Free(request.Claim);
        }
    }

    /// <summary>Takes a request out of its queue; one whose turn has come already keeps its slot.</summary>
    public void Leave(SlotWaiter waiter)
    {
        if (waiter.Pool.Leave(waiter))
        {
            waiter.Answer(Decision.Gone.Instance);
        }
    }

    /// <summary>Counts a reply that is over, and frees its slot.</summary>
    public void Release(ReplyEnd end, SlotClaim? claim)
    {
        ref var count = ref CountOf(end);
        Volatile.Write(ref count, count + 1);
        Free(claim);
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

    /// <summary>Counts everything anew but what is running and waiting.</summary>
    public void Reset()
    {
        _ordinals.Clear();
        Volatile.Read(ref _limits)?.Reset();
        Cursors.Reset();
        Volatile.Write(ref _served, 0);
        Volatile.Write(ref _abandoned, 0);
        Volatile.Write(ref _failed, 0);
        Volatile.Write(ref _restarts, 0);
    }

    public void Restarted()
    {
        _backoff.Crashed();
        Volatile.Write(ref _restarts, _restarts + 1);
    }

    private Decision Admit(Protocol.Handle request, LimitClaim limit, int ordinal)
    {
        if (Limits.Charge(limit, LimitCost.OneRequest) is { } refusal)
        {
            return new Decision.Limited(refusal);
        }

        var decision = Enter(request, ordinal);
        if (decision is Decision.Overloaded)
        {
            Limits.GiveBack(limit, LimitCost.OneRequest);
        }

        return decision;
    }

    private Decision Enter(Protocol.Handle request, int ordinal) =>
        request.Claim is { } claim ? Claim(claim, ordinal) : Proceed(ordinal);

    private Decision.Proceed Proceed(int ordinal)
    {
        Volatile.Write(ref _slots, _slots + 1);
        return ordinal == 0 ? Decision.Proceed.First : new(ordinal);
    }

    private Decision Claim(SlotClaim claim, int ordinal)
    {
        var pool = _pools.Of(claim);
        LetIn(pool);
        if (pool.TryTake())
        {
            Volatile.Write(ref _slots, _slots + 1);
            return new Decision.Proceed(ordinal, pool.Running);
        }

        return pool.TryQueue(ordinal, claim.Queue) is { } waiter ? new Decision.Queued(waiter) : Decision.Overloaded.Instance;
    }

    private void Free(SlotClaim? claim)
    {
        Volatile.Write(ref _slots, _slots - 1);
        if (claim is not null)
        {
            var pool = _pools.Held(claim);
            pool.Free();
            LetIn(pool);
        }
    }

    private void LetIn(SlotPool pool)
    {
        while (pool.TakeNext() is { } waiter)
        {
            Volatile.Write(ref _slots, _slots + 1);
            waiter.Answer(new Decision.Proceed(waiter.Ordinal, pool.Running, _time.GetTimestamp()));
        }
    }

    private ref long CountOf(ReplyEnd end)
    {
        if (end == ReplyEnd.Served)
        {
            return ref _served;
        }

        return ref end == ReplyEnd.Abandoned ? ref _abandoned : ref _failed;
    }
}
