namespace MockLlm.Engine.Inference.PrefixCaching;

/// <summary>The prefix cache of one model. Any thread may use it.</summary>
internal sealed class PrefixCache
{
    // A long prompt gives way to others after this many blocks.
    private const int Stretch = 1_024;

    private readonly Lock _gate = new();
    private PrefixCacheSettings _settings = PrefixCacheSettings.Off;
    private BlockStore _blocks = new(capacity: 1);
    private long _queries;
    private long _hits;

    /// <summary>The tokens that were looked up since the last reset, and those of them that were found.</summary>
    public (long Queries, long Hits) Counts
    {
        get
        {
            lock (_gate)
            {
                return (_queries, _hits);
            }
        }
    }

    /// <summary>Looks a prompt up. Its full blocks are in the cache afterwards.</summary>
    /// <param name="prompt">The blocks of the prompt.</param>
    /// <param name="tokens">How many tokens the prompt has, as the client is told. The last one is always computed.</param>
    /// <param name="settings">The size of the cache. Another size than before empties it.</param>
    /// <returns>How many tokens at the start of the prompt were cached.</returns>
    public int Use(PromptBlocks prompt, int tokens, PrefixCacheSettings settings)
    {
        var keys = prompt.Keys;
        var cached = Find(keys, settings) * settings.Block;
        cached = Math.Max(0, Math.Min(cached, (Math.Min(tokens, prompt.Tokens) - 1) / settings.Block * settings.Block));
        Count(tokens, cached);
        // The last block is kept first. So the end of a prompt makes room before its start, without which it would be of no use.
        for (var end = keys.Count; end > 0; end -= Stretch)
        {
            Keep(keys, Math.Max(0, end - Stretch), end);
        }

        return cached;
    }

    /// <summary>Empties the cache and sets its counts to zero.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _blocks.Clear();
            (_queries, _hits) = (0, 0);
        }
    }

    private int Find(IReadOnlyList<UInt128> keys, PrefixCacheSettings settings)
    {
        var found = 0;
        for (var before = -1; before != found;)
        {
            before = found;
            lock (_gate)
            {
                Resize(settings);
                while (found < Math.Min(keys.Count, before + Stretch) && _blocks.Has(keys[found]))
                {
                    found++;
                }
            }
        }

        return found;
    }

    private void Resize(PrefixCacheSettings settings)
    {
        if (settings != _settings)
        {
            (_settings, _blocks) = (settings, new(settings.Blocks));
        }
    }

    private void Keep(IReadOnlyList<UInt128> keys, int start, int end)
    {
        lock (_gate)
        {
            for (var i = end - 1; i >= start; i--)
            {
                _blocks.Use(keys[i]);
            }
        }
    }

    private void Count(int tokens, int cached)
    {
        lock (_gate)
        {
            _queries += tokens;
            _hits += cached;
        }
    }
}
