using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;

namespace MockLlm.Engine.Admission;

/// <summary>
/// The counters, slots and queue of a provider's actor. Only the actor changes them, one message after another. They are kept outside of
/// the actor's instance, so that they survive a restart. Any thread may read <see cref="Counts"/> and <see cref="IsDown"/>.
/// </summary>
/// <param name="time">The clock of slots and of the back-off after crashes.</param>
/// <param name="shared">The state that is counted outside of the actor.</param>
internal sealed class ProviderState(TimeProvider time, SharedState shared)
{
    private readonly CrashBackoff _backoff = new(time);
    private readonly RequestOrdinals _ordinals = new(capacity: 100_000);
    private readonly SlotAllocator _slots = new(time);
    private readonly ReplyCounts _replies = new();
    private (Protocol.Handle? Request, Decision? Decision) _latest;
    private long _restarts;

    /// <summary>The counters at this moment.</summary>
    public ProviderCounts Counts => new(
        _slots.Taken, _slots.Queued, _replies.Served, _replies.Abandoned, _replies.Failed, Volatile.Read(ref _restarts));

    /// <summary>Whether new requests are refused because the actor crashed repeatedly.</summary>
    public bool IsDown => _backoff.IsDown;

    /// <summary>
    /// Decides about a request. The faults come first. If one replaces the handler, nothing else counts. Then the rate limits are charged.
    /// A request that fits them gets a slot or a place in the queue, or is refused if both are full.
    /// </summary>
    public Decision Admit(Protocol.Handle request)
    {
        var ordinal = _ordinals.Next(request.RequestKey ^ request.ScopeSalt);
        var hit = request.Faults is { } faults ? shared.Faults.Decide(faults, request.RequestKey, ordinal) : null;
        if (hit?.Instead is not null)
        {
            return new Decision.Faulted(hit, Then: null, ordinal);
        }

        var decision = request.Limit is { } limit ? Admit(request, limit, ordinal) : _slots.Enter(request.Claim, ordinal);
        _latest = (request, decision);
        return hit is null ? decision : new Decision.Faulted(hit, decision, ordinal);
    }

    /// <summary>Undoes the decision about a request if the actor crashed before the decision was sent.</summary>
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
            shared.Limits.GiveBack(limit, LimitCost.OneRequest);
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

    /// <summary>Removes a request from its queue. If its turn has already come, it keeps its slot.</summary>
    public void Leave(SlotWaiter waiter) => _slots.Leave(waiter);

    /// <summary>Counts a reply that is over, and frees its slot.</summary>
    /// <param name="end">How the reply ended.</param>
    /// <param name="claim">The claim that the request was admitted with, or null if it needed no slot.</param>
    public void Release(ReplyOutcome end, SlotClaim? claim)
    {
        _replies.Count(end);
        _slots.Free(claim);
    }

    /// <summary>Changes the numbers of slots after an edit of the configuration, and admits waiting requests that fit.</summary>
    /// <param name="claims">All pools with their new sizes.</param>
    public void Resize(IEnumerable<SlotClaim> claims) => _slots.Resize(claims);

    /// <summary>Sets all counters to zero. Running and waiting requests stay.</summary>
    public void Reset()
    {
        _ordinals.Clear();
        shared.Reset();
        _replies.Reset();
        Volatile.Write(ref _restarts, 0);
    }

    /// <summary>Records a crash and the restart after it.</summary>
    public void Restarted()
    {
        _backoff.Crashed();
        Volatile.Write(ref _restarts, _restarts + 1);
    }

    private Decision Admit(Protocol.Handle request, LimitClaim limit, int ordinal)
    {
        if (shared.Limits.Charge(limit, LimitCost.OneRequest) is { } refusal)
        {
            return new Decision.Limited(refusal);
        }

        var decision = _slots.Enter(request.Claim, ordinal);
        if (decision is Decision.Overloaded)
        {
            shared.Limits.GiveBack(limit, LimitCost.OneRequest);
        }

        return decision;
    }
}
