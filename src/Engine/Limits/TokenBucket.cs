namespace MockLlm.Engine.Limits;

/// <summary>
/// A bucket that holds one minute's worth and is refilled continuously. A value: every operation gives the bucket after it. Its level
/// is counted in parts of which a bucket of any size gains a whole number in each tick, so nothing is ever rounded.
/// </summary>
internal readonly record struct TokenBucket
{
    private const long Parts = TimeSpan.TicksPerMinute;

    private readonly long _level;
    private readonly long _at;

    private TokenBucket(long perMinute, long level, long at) => (PerMinute, _level, _at) = (perMinute, level, at);

    /// <summary>The most that a bucket can hold.</summary>
    public const long Largest = int.MaxValue;

    /// <summary>How many it holds at most, and gains in a minute; 0: it limits nothing.</summary>
    public long PerMinute { get; }

    /// <summary>Whole ones that can be taken.</summary>
    public long Available => _level / Parts;

    /// <summary>Those that are used up, begun ones too.</summary>
    public long Used => PerMinute - Available;

    /// <summary>Ticks until it is full.</summary>
    public long TicksToFull => PerMinute == 0 ? 0 : TicksFor((PerMinute * Parts) - _level);

    /// <param name="perMinute">From 0 to <see cref="Largest"/>.</param>
    /// <param name="now">Ticks of the clock it goes by.</param>
    public static TokenBucket Full(long perMinute, long now) => new(perMinute, perMinute * Parts, now);

    /// <summary>Refilled up to a time; one before the latest changes nothing.</summary>
    public TokenBucket At(long now)
    {
        if (now <= _at)
        {
            return this;
        }

        return now - _at >= TicksToFull ? Full(PerMinute, now) : new(PerMinute, _level + ((now - _at) * PerMinute), now);
    }

    public bool Holds(long count) => PerMinute == 0 || count <= Available;

    /// <summary>With so many taken out, which it has to hold.</summary>
    public TokenBucket Take(long count) => PerMinute == 0 ? this : new(PerMinute, _level - (count * Parts), _at);

    /// <summary>With so many put back; what does not fit is lost.</summary>
    public TokenBucket GiveBack(long count) =>
        PerMinute == 0 ? this : new(PerMinute, count >= Used ? PerMinute * Parts : _level + (count * Parts), _at);

    /// <summary>Ticks until it holds so many; a minute where it never will.</summary>
    public long TicksUntil(long count)
    {
        if (Holds(count))
        {
            return 0;
        }

        return count > PerMinute ? TimeSpan.TicksPerMinute : TicksFor((count * Parts) - _level);
    }

    /// <summary>Of another size, as full in proportion.</summary>
    public TokenBucket Resized(long perMinute) => PerMinute == 0
        ? Full(perMinute, _at)
        : new(perMinute, (long)((Int128)_level * perMinute / PerMinute), _at);

    private long TicksFor(long parts) => (parts + PerMinute - 1) / PerMinute;
}
