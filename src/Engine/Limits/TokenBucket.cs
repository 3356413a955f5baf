namespace MockLlm.Engine.Limits;

/// <summary>
/// A token bucket that holds the amount of one minute and refills continuously. It is immutable: every operation returns a new bucket. The
/// level is counted in fractions of a token such that every tick adds a whole number of them, so nothing is rounded.
/// </summary>
internal readonly record struct TokenBucket
{
    private const long Parts = TimeSpan.TicksPerMinute;

    private readonly long _level;
    private readonly long _at;

    private TokenBucket(long perMinute, long level, long at) => (PerMinute, _level, _at) = (perMinute, level, at);

    /// <summary>The largest possible size of a bucket.</summary>
    public const long Largest = int.MaxValue;

    /// <summary>The size of the bucket, which is also what it gains in a minute. 0 means no limit.</summary>
    public long PerMinute { get; }

    /// <summary>How many whole tokens can be taken.</summary>
    public long Available => _level / Parts;

    /// <summary>How many tokens are used up, rounded up.</summary>
    public long Used => PerMinute - Available;

    /// <summary>How many ticks it takes until the bucket is full.</summary>
    public long TicksToFull => PerMinute == 0 ? 0 : TicksFor((PerMinute * Parts) - _level);

    /// <summary>A full bucket.</summary>
    /// <param name="perMinute">The size, from 0 to <see cref="Largest"/>.</param>
    /// <param name="now">The time in ticks.</param>
    public static TokenBucket Full(long perMinute, long now) => new(perMinute, perMinute * Parts, now);

    /// <summary>Refills the bucket up to a time. An earlier time changes nothing.</summary>
    public TokenBucket At(long now)
    {
        if (now <= _at)
        {
            return this;
        }

        return now - _at >= TicksToFull ? Full(PerMinute, now) : new(PerMinute, _level + ((now - _at) * PerMinute), now);
    }

    /// <summary>Whether so many tokens can be taken.</summary>
    public bool Holds(long count) => PerMinute == 0 || count <= Available;

    /// <summary>Takes tokens. The bucket must hold them.</summary>
    public TokenBucket Take(long count) => PerMinute == 0 ? this : new(PerMinute, _level - (count * Parts), _at);

    /// <summary>Returns tokens. Tokens that do not fit are lost.</summary>
    public TokenBucket GiveBack(long count) =>
        PerMinute == 0 ? this : new(PerMinute, count >= Used ? PerMinute * Parts : _level + (count * Parts), _at);

    /// <summary>How many ticks it takes until the bucket holds so many tokens, or a minute if it never will.</summary>
    public long TicksUntil(long count)
    {
        if (Holds(count))
        {
            return 0;
        }

        return count > PerMinute ? TimeSpan.TicksPerMinute : TicksFor((count * Parts) - _level);
    }

    /// <summary>Changes the size. The bucket stays full in the same proportion.</summary>
    public TokenBucket Resized(long perMinute) => PerMinute == 0
        ? Full(perMinute, _at)
        : new(perMinute, (long)((Int128)_level * perMinute / PerMinute), _at);

    private long TicksFor(long parts) => (parts + PerMinute - 1) / PerMinute;
}
