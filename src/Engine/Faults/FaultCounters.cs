using System.Diagnostics.CodeAnalysis;

namespace MockLlm.Engine.Faults;

/// <summary>What the faults have counted, over all providers, and since when. Any thread may ask it.</summary>
/// <param name="time">The clock of the faults' windows.</param>
internal sealed class FaultCounters(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Fault, Entry> _entries = new(SameFault.Instance);

    /// <summary>Begins to count for faults that are new or changed, and forgets those that are gone.</summary>
    /// <param name="faults">All there are.</param>
    public void Keep(IReadOnlyList<Fault> faults)
    {
        var kept = faults.ToHashSet(SameFault.Instance);
        lock (_gate)
        {
            foreach (var gone in _entries.Keys.Where(fault => !kept.Contains(fault)).ToList())
            {
                _entries.Remove(gone);
            }

            foreach (var fault in faults)
            {
                EntryOf(fault);
            }
        }
    }

    /// <summary>Begins anew with every fault: nothing has been counted, and its clock starts now.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            foreach (var fault in _entries.Keys.ToList())
            {
                _entries[fault] = NewEntry();
            }
        }
    }

    /// <summary>Asks the faults in their order: the first that fires wins, and those after it are not asked, but for those that combine.</summary>
    /// <returns>What fired, or null.</returns>
    public FiredFaults? Decide(FaultQuery ask, ulong requestKey, int ordinal)
    {
        var draws = ask.Seed.Of(requestKey, ordinal);
        var now = time.GetTimestamp();
        List<Fault>? hit = null;
        var isWon = false;
        lock (_gate)
        {
            foreach (var fault in ask.Faults)
            {
                var combines = fault.Kind.Combines;
                if ((combines || !isWon) && Fires(fault, draws, now))
                {
                    (hit ??= []).Add(fault);
                    isWon |= !combines;
                }
            }
        }

        return hit is null ? null : new(hit);
    }

    private bool Fires(Fault fault, Randomness.RandomSource draws, long now)
    {
        if (fault.IsOwn)
        {
            return fault.Trigger.Fires(new(), TimeSpan.Zero, draws, fault.Purpose);
        }

        var entry = EntryOf(fault);
        return fault.Trigger.Fires(entry.Count, time.GetElapsedTime(entry.Since, Math.Max(now, entry.Since)), draws, fault.Purpose);
    }

    // A request may hold a fault that was just taken out, or that is not told of yet: each counts for itself.
    private Entry EntryOf(Fault fault)
    {
        if (!_entries.TryGetValue(fault, out var entry))
        {
            _entries[fault] = entry = NewEntry();
        }

        return entry;
    }

    private Entry NewEntry() => new(time.GetTimestamp(), new());

    private sealed record Entry(long Since, TriggerCount Count);

    // Two readings of the same file hold the same faults.
    private sealed class SameFault : IEqualityComparer<Fault>
    {
        public static SameFault Instance { get; } = new();

        public bool Equals(Fault? x, Fault? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null && x.Id == y.Id && x.Written == y.Written);

        public int GetHashCode([DisallowNull] Fault obj) => obj.Hash;
    }
}
