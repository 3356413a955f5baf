using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;

namespace MockLlm.Engine.Admission;

/// <summary>
/// What a provider's actor counts, and who waits for a slot. Only the actor changes it, one message after another. It is kept outside
/// the actor's instance, so that a restart loses nothing. Anyone may read <see cref="Counts"/> and <see cref="IsDown"/>.
/// </summary>
/// <param name="time">The clock that stamps grants and measures the back-off after crashes.</param>
/// <param name="shared">What is counted outside the actor.</param>
internal sealed class ProviderState(TimeProvider time, SharedState shared)
{
    private readonly CrashBackoff _backoff = new(time);
    private readonly RequestOrdinals _ordinals = new(capacity: 100_000);
    private readonly SlotAllocator _slots = new(time);
    private readonly ReplyCounts _replies = new();
    private (Protocol.Handle? Request, Decision? Decision) _latest;
    private long _restarts;

    /// <summary>The counts of this moment.</summary>
    public ProviderCounts Counts => new(
        _slots.Taken, _slots.Queued, _replies.Served, _replies.Abandoned, _replies.Failed, Volatile.Read(ref _restarts));

    /// <summary>Whether new requests are refused for now, because the actor crashed again and again.</summary>
    public bool IsDown => _backoff.IsDown;

    /// <summary>
    /// Decides which faults hit a request; unless one replaces its reply, lets it in, puts it into the queue, or finds both full. One
    /// that does not fit its limits gets no further.
    /// </summary>
    public Decision Admit(Protocol.Handle request)
    {
        var ordinal = _ordinals.Next(request.RequestKey);
        var hit = request.Faults is { } faults ? shared.Faults.Decide(faults, request.RequestKey, ordinal) : null;
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
        shared.Reset();
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
