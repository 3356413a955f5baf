using System.Numerics;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// The slots of a hashed timer wheel (Varghese and Lauck, 1987), which has entries by the time when they are due. Adding, taking and
/// removing an entry takes constant time and allocates nothing. The class is not thread-safe.
/// </summary>
/// <param name="slotLength">The length of a slot, in units of the timestamp.</param>
/// <param name="now">The current timestamp.</param>
internal sealed class WheelSlots(long slotLength, long now)
{
    private const int Count = 1024;
    private const int Bits = 64;

    private readonly WheelEntry?[] _slots = new WheelEntry?[Count];
    private readonly ulong[] _used = new ulong[Count / Bits];
    private int _entries;
    private long _turn = now / slotLength;

    /// <summary>
    /// The timestamp at which the wheel has to be checked again. It is never later than the first entry is due. <see cref="long.MaxValue"/>
    /// if the wheel is empty.
    /// </summary>
    public long NextDue
    {
        get
        {
            if (_entries == 0)
            {
                return long.MaxValue;
            }

            // If all entries of the first used slot are for a later round, it is the end of that slot.
            var turn = NextUsed();
            var next = (turn + 1) * slotLength;
            for (var entry = _slots[turn % Count]; entry is not null; entry = entry.Next)
            {
                next = Math.Min(next, entry.Due);
            }

            return next;
        }
    }

    /// <summary>Adds an entry that is in no slot, to the slot for its <see cref="WheelEntry.Due"/>.</summary>
    public void Add(WheelEntry entry)
    {
        // An entry that is overdue goes into the slot that is checked first.
        var slot = (int)(Math.Max(entry.Due / slotLength, _turn) % Count);
        entry.Slot = slot;
        entry.Next = _slots[slot];
        if (entry.Next is { } next)
        {
            next.Previous = entry;
        }

        _slots[slot] = entry;
        _used[slot / Bits] |= 1UL << (slot % Bits);
        _entries++;
    }

    /// <summary>Removes an entry. Does nothing if it is in no slot.</summary>
    public void Remove(WheelEntry entry)
    {
        if (entry.Slot is not { } slot)
        {
            return;
        }

        if (entry.Previous is { } previous)
        {
            previous.Next = entry.Next;
        }
        else
        {
            _slots[slot] = entry.Next;
        }

        if (entry.Next is { } next)
        {
            next.Previous = entry.Previous;
        }

        if (_slots[slot] is null)
        {
            _used[slot / Bits] &= ~(1UL << (slot % Bits));
        }

        entry.Previous = entry.Next = null;
        entry.Slot = null;
        _entries--;
    }

    /// <summary>Removes all entries that are due.</summary>
    /// <param name="now">The current timestamp. It never goes back.</param>
    /// <param name="due">Receives the entries, in no particular order within a slot.</param>
    public void TakeDue(long now, List<WheelEntry> due)
    {
        var last = now / slotLength;
        // After a long pause, one round is enough to visit every slot.
        for (var turn = Math.Max(_turn, last - Count + 1); turn <= last && _entries > 0; turn++)
        {
            for (var entry = _slots[turn % Count]; entry is not null;)
            {
                var next = entry.Next;
                if (entry.Due <= now)
                {
                    Remove(entry);
                    due.Add(entry);
                }

                entry = next;
            }
        }

        _turn = last;
    }

    private long NextUsed()
    {
        for (var ahead = 0; ahead <= Count;)
        {
            var slot = (int)((_turn + ahead) % Count);
            var bits = _used[slot / Bits] >> (slot % Bits);
            if (bits != 0)
            {
                return _turn + ahead + BitOperations.TrailingZeroCount(bits);
            }

            ahead += Bits - (slot % Bits);
        }

        return _turn + Count;
    }
}
