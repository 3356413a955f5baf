using System.Collections.Concurrent;

namespace MockLlm.Engine.Inference.PrefixCaching;

/// <summary>The prefix caches of one provider. Any thread may use them.</summary>
internal sealed class PrefixCaches
{
    private const string Others = "";

    private readonly ConcurrentDictionary<string, PrefixCache> _caches = new(StringComparer.Ordinal);

    /// <summary>The counts of each cache that was used.</summary>
    public IReadOnlyList<PrefixCacheCounts> Counts =>
    [
        .. from cache in _caches
           let counts = cache.Value.Counts
           orderby cache.Key
           select new PrefixCacheCounts(cache.Key == Others ? null : cache.Key, counts.Queries, counts.Hits),
    ];

    /// <summary>The cache of a model.</summary>
    /// <param name="listedModel">The model's own name. Clients choose other names freely, so all models that are not listed share one cache.</param>
    public PrefixCache Of(string? listedModel) => _caches.GetOrAdd(listedModel ?? Others, static _ => new());

    /// <summary>Empties all caches and sets their counts to zero.</summary>
    public void Reset()
    {
        foreach (var (_, cache) in _caches)
        {
            cache.Reset();
        }
    }
}

/// <summary>What a prefix cache has counted since the last reset.</summary>
/// <param name="Model">The model's own name, or null for all models that are not listed.</param>
/// <param name="Queries">The tokens that were looked up.</param>
/// <param name="Hits">The tokens that were found.</param>
internal sealed record PrefixCacheCounts(string? Model, long Queries, long Hits);
