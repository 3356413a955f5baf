using System.Diagnostics.CodeAnalysis;

namespace MockLlm.Engine.Faults;

/// <summary>The counters of all faults over all providers, and the time when each began to count. Any thread may call it.</summary>
/// <param name="time">The clock of the faults' windows.</param>
internal sealed class FaultCounters(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Fault, Entry> _entries = new(SameFault.Instance);

    /// <summary>Starts the counters of faults that are new or changed, and removes those of faults that are gone.</summary>
    /// <param name="faults">All faults in force.</param>
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

    /// <summary>Sets the counters of every fault to zero and restarts its clock.</summary>
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

    /// <summary>
    /// Asks the faults in their order whether they fire. Once one has fired, only faults that can fire together with others are asked.
    /// </summary>
    /// <returns>The faults that fired, or null if none did.</returns>
    public FiredFaults? Decide(FaultQuery query, ulong requestKey, int ordinal)
    {
        var random = query.Seed.Of(requestKey, ordinal);
        var now = time.GetTimestamp();
        List<Fault>? fired = null;
        var hasFired = false;
        lock (_gate)
        {
            foreach (var fault in query.Faults)
            {
                var combines = fault.Kind.Combines;
                if ((combines || !hasFired) && Fires(fault, random, now))
                {
                    (fired ??= []).Add(fault);
                    hasFired |= !combines;
                }
            }
        }

        return fired is null ? null : new(fired);
    }

    private bool Fires(Fault fault, Randomness.RandomSource random, long now)
    {
        if (fault.IsOwn)
        {
            return fault.Trigger.Fires(new(), TimeSpan.Zero, random, fault.Purpose);
        }

        var entry = EntryOf(fault);
        return fault.Trigger.Fires(entry.Count, time.GetElapsedTime(entry.Since, Math.Max(now, entry.Since)), random, fault.Purpose);
    }

    // A request may hold a fault that was just removed, or that Keep has not been called with yet. It gets counters of its own.
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

    // Two readings of the same file have equal faults.
    private sealed class SameFault : IEqualityComparer<Fault>
    {
        public static SameFault Instance { get; } = new();

        public bool Equals(Fault? x, Fault? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null && x.Id == y.Id && x.Written == y.Written);

        public int GetHashCode([DisallowNull] Fault obj) => obj.Hash;
    }
}
