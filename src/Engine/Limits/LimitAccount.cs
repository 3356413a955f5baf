namespace MockLlm.Engine.Limits;

/// <summary>The buckets of requests that share limits, and the wait that the last refusal named.</summary>
internal sealed class LimitAccount
{
    private static readonly LimitKind[] Kinds = Enum.GetValues<LimitKind>();

    private readonly TokenBucket[] _buckets = new TokenBucket[Kinds.Length];
    private LimitPolicy _policy;
    private LimitRefusal? _told;
    private long _waitEnds;

    public LimitAccount(UInt128 id, LimitPolicy policy, long now)
    {
        Node = new(this);
        Id = id;
        _policy = policy;
        foreach (var kind in Kinds)
        {
            _buckets[(int)kind] = TokenBucket.Full(policy.Of(kind), now);
        }
    }

    /// <summary>The hash of what the requests share.</summary>
    public UInt128 Id { get; }

    /// <summary>The account's node in the queue.</summary>
    public LinkedListNode<LimitAccount> Node { get; }

    /// <summary>The tick from which the account equals a new one.</summary>
    public long FullAt(long now) => Math.Max(_waitEnds, now + _buckets.Max(static bucket => bucket.TicksToFull));

    /// <summary>Refills the buckets up to a time and applies the limits in force.</summary>
    public void Bring(LimitPolicy policy, long now)
    {
        foreach (ref var bucket in _buckets.AsSpan())
        {
            bucket = bucket.At(now);
        }

        if (policy == _policy)
        {
            return;
        }

        _policy = policy;
        (_told, _waitEnds) = (null, 0);
        foreach (var kind in Kinds)
        {
            _buckets[(int)kind] = _buckets[(int)kind].Resized(policy.Of(kind));
        }
    }

    /// <summary>Takes the cost of a request from all buckets, or from none.</summary>
    /// <returns>The refusal if the cost does not fit, or null.</returns>
    public LimitRefusal? Take(LimitCost cost, string? model, long now)
    {
        if (now < _waitEnds && _told is { } told)
        {
            return Tell(told, now) with { Model = model };
        }

        var worst = Kinds.MaxBy(kind => _buckets[(int)kind].TicksUntil(cost.Of(kind)));
        var bucket = _buckets[(int)worst];
        if (bucket.TicksUntil(cost.Of(worst)) is > 0 and var ticks)
        {
            return Tell(new(worst, bucket.PerMinute, bucket.Used, cost.Of(worst), Milliseconds(ticks), Model: null), now) with { Model = model };
        }

        foreach (var kind in Kinds)
        {
            _buckets[(int)kind] = _buckets[(int)kind].Take(cost.Of(kind));
        }

        return null;
    }

    /// <summary>Returns a cost to the buckets.</summary>
    public void GiveBack(LimitCost cost)
    {
        foreach (var kind in Kinds)
        {
            _buckets[(int)kind] = _buckets[(int)kind].GiveBack(cost.Of(kind));
        }
    }

    /// <summary>The levels of all limits that are set.</summary>
    public LimitState State(DateTimeOffset now) => new(
        [
            .. from kind in Kinds
               let bucket = _buckets[(int)kind]
               where bucket.PerMinute > 0
               select new LimitLevel(kind, bucket.PerMinute, bucket.Available, TimeSpan.FromTicks(bucket.TicksToFull)),
        ],
        now);

    // The refusal that is kept has no model, because a client may choose a long name.
    private LimitRefusal Tell(LimitRefusal refusal, long now)
    {
        if (_policy.EnforceRetryAfter)
        {
            (_told, _waitEnds) = (refusal, now + refusal.RetryAfter.Ticks);
        }

        return refusal;
    }

    private static TimeSpan Milliseconds(long ticks) =>
        TimeSpan.FromMilliseconds((ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
}
