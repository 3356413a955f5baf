using System.Collections.Concurrent;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Admission;

/// <summary>A provider's pools, by the model they belong to. A pool goes by the claim that it saw last.</summary>
internal sealed class SlotPools
{
    private const string WholeProvider = "";

    private readonly ConcurrentDictionary<string, SlotPool> _pools = new(StringComparer.Ordinal);

    public IEnumerable<SlotPool> All => _pools.Values;

    /// <summary>Requests that wait, in all pools.</summary>
    public long Queued => _pools.Values.Sum(pool => pool.Queued);

    /// <summary>The pool that a claim is on, as large as the claim says.</summary>
    public SlotPool Of(SlotClaim claim)
    {
        var pool = _pools.GetOrAdd(claim.Model ?? WholeProvider, static _ => new());
        pool.Resize(claim.Slots);
        return pool;
    }

    /// <summary>The pool that a reply holds a slot of, whatever size it has by now.</summary>
    public SlotPool Held(SlotClaim claim) => _pools[claim.Model ?? WholeProvider];

    /// <summary>Makes every pool as large as the claims say; one that they do not name has no end.</summary>
    public void Resize(IEnumerable<SlotClaim> claims)
    {
        var slots = claims.ToDictionary(claim => claim.Model ?? WholeProvider, claim => claim.Slots, StringComparer.Ordinal);
        foreach (var (model, pool) in _pools)
        {
            pool.Resize(slots.TryGetValue(model, out var known) ? known : null);
        }
    }
}
