using MockLlm.Engine.Chance;

namespace MockLlm.Engine.Actors;

/// <summary>
/// What a provider actor counts. It is kept outside the actor's instance, so a restart loses nothing. One actor writes, anyone
/// may read the counts.
/// </summary>
/// <param name="time">The clock that the back-off after crashes is measured with; null: the system's.</param>
internal sealed class ProviderLedger(TimeProvider? time = null)
{
    private readonly CrashBackoff _backoff = new(time ?? TimeProvider.System);
    private readonly RequestOrdinals _ordinals = new(capacity: 100_000);
    private long _slots;
    private long _served;
    private long _abandoned;
    private long _failed;
    private long _restarts;

    /// <summary>Slots held: replies let through and not yet over.</summary>
    public long Slots => Volatile.Read(ref _slots);

    /// <summary>Requests that wait for a slot.</summary>
    public long Queued => 0;

    public long Served => Volatile.Read(ref _served);

    public long Abandoned => Volatile.Read(ref _abandoned);

    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Whether new requests are refused for now, since the actor crashed again and again.</summary>
    public bool IsDown => _backoff.IsDown;

    public long Restarts => Volatile.Read(ref _restarts);

    /// <summary>Takes a slot.</summary>
    /// <returns>How often the same request came before.</returns>
    public int Admit(ulong requestKey)
    {
        var ordinal = _ordinals.Next(requestKey);
        Volatile.Write(ref _slots, _slots + 1);
        return ordinal;
    }

    /// <summary>Frees a slot.</summary>
    public void Release(ReplyEnd end)
    {
        Volatile.Write(ref _slots, _slots - 1);
        ref var count = ref CountOf(end);
        Volatile.Write(ref count, count + 1);
    }

    public void Restarted()
    {
        _backoff.Crashed();
        Volatile.Write(ref _restarts, _restarts + 1);
    }

    private ref long CountOf(ReplyEnd end)
    {
        switch (end)
        {
            case ReplyEnd.Served:
                return ref _served;
            case ReplyEnd.Abandoned:
                return ref _abandoned;
            default:
                return ref _failed;
        }
    }
}
