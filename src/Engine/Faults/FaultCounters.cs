using System.Diagnostics.CodeAnalysis;

namespace MockLlm.Engine.Faults;

/// <summary>The counters of all faults over all providers, and the time when each began to count. Any thread may call it.</summary>
/// <param name="time">The clock of the faults' windows.</param>
internal sealed class FaultCounters(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<Fault, Entry>> _scopes = new(StringComparer.Ordinal);

    /// <summary>Starts the counters of faults that are new or changed, and removes those of faults that are gone.</summary>
    /// <param name="faults">All faults in force of the whole server, or of one scope.</param>
    /// <param name="scopeKey">The key of the scope. Empty for the whole server.</param>
    public void Keep(IReadOnlyList<Fault> faults, string scopeKey = "")
    {
        var kept = faults.ToHashSet(SameFault.Instance);
        lock (_gate)
        {
            if (faults.Count == 0)
            {
                _scopes.Remove(scopeKey);
                return;
            }

            var entries = EntriesOf(scopeKey);
            foreach (var gone in entries.Keys.Where(fault => !kept.Contains(fault)).ToList())
            {
                entries.Remove(gone);
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
            foreach (var entries in _scopes.Values)
            {
                foreach (var fault in entries.Keys.ToList())
                {
                    entries[fault] = NewEntry();
                }
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
        // A scope that was forgotten has no counters. A request that began before does not bring them back.
        if (fault.ScopeKey.Length > 0 && !_scopes.ContainsKey(fault.ScopeKey))
        {
            return NewEntry();
        }

        var entries = EntriesOf(fault.ScopeKey);
        if (!entries.TryGetValue(fault, out var entry))
        {
            entries[fault] = entry = NewEntry();
        }

        return entry;
    }

    private Dictionary<Fault, Entry> EntriesOf(string scopeKey)
    {
        if (!_scopes.TryGetValue(scopeKey, out var entries))
        {
            _scopes[scopeKey] = entries = new(SameFault.Instance);
        }

        return entries;
    }

    private Entry NewEntry() => new(time.GetTimestamp(), new());

    private sealed record Entry(long Since, TriggerCount Count);

    // Two readings of the same file have equal faults.
    private sealed class SameFault : IEqualityComparer<Fault>
    {
        public static SameFault Instance { get; } = new();

        public bool Equals(Fault? x, Fault? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null && x.Id == y.Id && x.Written == y.Written && x.ScopeKey == y.ScopeKey);

        public int GetHashCode([DisallowNull] Fault obj) => obj.Hash;
    }
}
