using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Engine.Admission;

/// <summary>
/// What a provider actor counts, and who waits for a slot. It is kept outside the actor's instance, so a restart loses nothing. One
/// actor writes, anyone may read the counts.
/// </summary>
/// <param name="clock">The clock that grants are stamped with and the back-off after crashes is measured by; null: the system's.</param>
/// <param name="faults">What the faults have counted over all providers; null: this provider counts for itself.</param>
internal sealed class ProviderState(TimeProvider? clock = null, FaultCounters? faults = null)
{
    private readonly TimeProvider _time = clock ?? TimeProvider.System;
    private readonly CrashBackoff _backoff = new(clock ?? TimeProvider.System);
    private readonly RequestOrdinals _ordinals = new(capacity: 100_000);
    private readonly SlotAllocator _slots = new(clock ?? TimeProvider.System);
    private readonly ReplyCounts _replies = new();
    private LimitAccounts? _limits;
    private (Protocol.Handle? Request, Decision? Decision) _latest;
    private long _restarts;

    /// <summary>Replies let through and not yet over.</summary>
    public long Slots => _slots.Taken;

    /// <summary>Requests that wait for a slot.</summary>
    public long Queued => _slots.Queued;

    public long Served => _replies.Served;

    public long Abandoned => _replies.Abandoned;

    public long Failed => _replies.Failed;

    /// <summary>Whether new requests are refused for now, since the actor crashed again and again.</summary>
    public bool IsDown => _backoff.IsDown;

    public long Restarts => Volatile.Read(ref _restarts);

    /// <summary>What the faults have counted.</summary>
    public FaultCounters Faults { get; } = faults ?? new(clock ?? TimeProvider.System);

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

        var decision = request.Limit is { } limit ? Admit(request, limit, ordinal) : _slots.Enter(request.Claim, ordinal);
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
            _slots.Leave(queued.Waiter);
        }
        else if (decision is Decision.Proceed)
        {
            _slots.Free(request.Claim);
        }
    }

    /// <summary>Takes a request out of its queue; one whose turn has come already keeps its slot.</summary>
    public void Leave(SlotWaiter waiter) => _slots.Leave(waiter);

    /// <summary>Counts a reply that is over, and frees its slot.</summary>
    public void Release(ReplyOutcome end, SlotClaim? claim)
    {
        _replies.Count(end);
        _slots.Free(claim);
    }

    /// <summary>Lets in whoever fits after an edit of the configuration.</summary>
    /// <param name="claims">All slots there are.</param>
    public void Resize(IEnumerable<SlotClaim> claims) => _slots.Resize(claims);

    /// <summary>Counts everything anew but what is running and waiting.</summary>
    public void Reset()
    {
        _ordinals.Clear();
        Volatile.Read(ref _limits)?.Reset();
        Cursors.Reset();
        _replies.Reset();
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

        var decision = _slots.Enter(request.Claim, ordinal);
        if (decision is Decision.Overloaded)
        {
            Limits.GiveBack(limit, LimitCost.OneRequest);
        }

        return decision;
    }
}
