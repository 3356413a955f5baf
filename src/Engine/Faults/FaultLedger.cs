using MockLlm.Engine.Chance;

namespace MockLlm.Engine.Faults;

/// <summary>What a provider's faults have counted, and since when. One actor writes.</summary>
/// <param name="time">The clock of the faults' windows.</param>
internal sealed class FaultLedger(TimeProvider time)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Begins to count for faults that are new or changed, and forgets those that are gone.</summary>
    /// <param name="faults">All there are.</param>
    public void Keep(IReadOnlyList<Fault> faults)
    {
        var ids = faults.Select(fault => fault.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _entries.Keys.Where(id => !ids.Contains(id)).ToList())
        {
            _entries.Remove(gone);
        }

        foreach (var fault in faults)
        {
            EntryOf(fault);
        }
    }

    /// <summary>Asks the faults in their order: the first that fires wins, and those after it are not asked, but for those that combine.</summary>
    /// <returns>What fired, or null.</returns>
    public FaultHit? Decide(FaultAsk ask, ulong requestKey, int ordinal)
    {
        var draws = Draws.Of(ask.Seed, requestKey, ordinal);
        List<Fault>? hit = null;
        var isWon = false;
        foreach (var fault in ask.Faults)
        {
            var combines = fault.Kind.Combines;
            if ((combines || !isWon) && Fires(fault, draws))
            {
                (hit ??= []).Add(fault);
                isWon |= !combines;
            }
        }

        return hit is null ? null : new(hit);
    }

    private bool Fires(Fault fault, Draws draws)
    {
        if (fault.IsOwn)
        {
            return fault.Trigger.Fires(new(), TimeSpan.Zero, draws, fault.Purpose);
        }

        var entry = EntryOf(fault);
        return fault.Trigger.Fires(entry.Count, time.GetElapsedTime(entry.Since), draws, fault.Purpose);
    }

    private Entry EntryOf(Fault fault)
    {
        if (!_entries.TryGetValue(fault.Id, out var entry) || entry.Written != fault.Written)
        {
            _entries[fault.Id] = entry = new(fault.Written, time.GetTimestamp(), new());
        }

        return entry;
    }

    private sealed record Entry(string Written, long Since, TriggerCount Count);
}
