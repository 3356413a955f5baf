using System.Collections.Concurrent;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Admission;

/// <summary>A provider's pools by their model. The latest claim on a pool decides its size.</summary>
internal sealed class SlotPools
{
    private const string WholeProvider = "";

    private readonly ConcurrentDictionary<string, SlotPool> _pools = new(StringComparer.Ordinal);

    public IEnumerable<SlotPool> All => _pools.Values;

    /// <summary>Requests that wait, in all pools.</summary>
    public long Queued => _pools.Values.Sum(pool => pool.Queued);

    /// <summary>The pool of a claim, with the size that the claim says.</summary>
    public SlotPool Of(SlotClaim claim)
    {
        var pool = _pools.GetOrAdd(claim.Model ?? WholeProvider, static _ => new());
        pool.Resize(claim.Slots);
        return pool;
    }

    /// <summary>The pool that an admitted request holds a slot of. Its size may have changed since.</summary>
    public SlotPool Held(SlotClaim claim) => _pools[claim.Model ?? WholeProvider];

    /// <summary>Gives every pool the size that the claims say. A pool without a claim has no limit.</summary>
    public void Resize(IEnumerable<SlotClaim> claims)
    {
        var slots = claims.ToDictionary(claim => claim.Model ?? WholeProvider, claim => claim.Slots, StringComparer.Ordinal);
        foreach (var (model, pool) in _pools)
        {
            pool.Resize(slots.TryGetValue(model, out var known) ? known : null);
        }
    }
}
