namespace MockLlm.Providers.Anthropic.Caching;

/// <summary>
/// Which prompts were sent before, up to which block, for as long as the vendor would keep them. At most so many are kept: the one
/// that would be forgotten soonest makes room.
/// </summary>
/// <param name="capacity">The most that is kept.</param>
internal sealed class PromptCache(int capacity = 100_000)
{
    // The vendor looks back so far from a breakpoint.
    private const int LookBack = 20;

    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<CacheKey, (DateTimeOffset Until, TimeSpan Life)> _kept = [];
    private readonly PriorityQueue<CacheKey, DateTimeOffset> _queue = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count;
            }
        }
    }

    /// <summary>What a prompt has of the cache; afterwards its breakpoints are in it.</summary>
    /// <param name="owner">The API key; null: none.</param>
    /// <param name="model">The model's name as sent: caches of models are apart.</param>
    /// <param name="blocks">The prompt's blocks.</param>
    /// <param name="ends">For each how many tokens the prompt has up to its end.</param>
    /// <param name="now">The time.</param>
    public CacheUse Use(string? owner, string model, IReadOnlyList<CacheBlock> blocks, IReadOnlyList<int> ends, DateTimeOffset now)
    {
        var least = CacheMinimum.Of(model);
        lock (_gate)
        {
            Forget(now);
            var read = Found(owner, model, blocks, now);
            var use = new CacheUse(read < 0 ? 0 : ends[read], 0, 0);
            var counted = use.Read;
            for (var i = 0; i < blocks.Count; i++)
            {
                if (blocks[i].Mark == CacheMark.None || ends[i] < least)
                {
                    continue;
                }

                Keep(new(owner, model, blocks[i].Prefix), blocks[i].Mark == CacheMark.Hour ? Hour : Minutes, now);
                if (i > read)
                {
                    use = Add(use, blocks[i].Mark, ends[i] - counted);
                    counted = ends[i];
                }
            }

            return use;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _kept.Clear();
            _queue.Clear();
        }
    }

    private static CacheUse Add(CacheUse use, CacheMark mark, int tokens) => mark == CacheMark.Hour
        ? use with { WrittenForAnHour = use.WrittenForAnHour + tokens }
        : use with { WrittenForMinutes = use.WrittenForMinutes + tokens };

    // The longest prefix that is kept, looked for from the last breakpoint on; -1: none. To be read is to be kept anew.
    private int Found(string? owner, string model, IReadOnlyList<CacheBlock> blocks, DateTimeOffset now)
    {
        for (var mark = blocks.Count - 1; mark >= 0; mark--)
        {
            if (blocks[mark].Mark == CacheMark.None)
            {
                continue;
            }

            for (var i = mark; i >= 0 && i > mark - LookBack; i--)
            {
                var key = new CacheKey(owner, model, blocks[i].Prefix);
                if (_kept.TryGetValue(key, out var kept))
                {
                    Keep(key, kept.Life, now);
                    return i;
                }
            }
        }

        return -1;
    }

    private void Keep(CacheKey key, TimeSpan life, DateTimeOffset now)
    {
        if (_kept.TryGetValue(key, out var kept) && kept.Life > life)
        {
            life = kept.Life;
        }
        else if (kept == default && _kept.Count == capacity)
        {
            Drop();
        }

        if (kept == default)
        {
            _queue.Enqueue(key, now + life);
        }

        _kept[key] = (now + life, life);
    }

    private void Forget(DateTimeOffset now)
    {
        while (_queue.TryPeek(out _, out var until) && until <= now)
        {
            Requeue(now);
        }
    }

    // A place in the queue may be of an earlier time than the entry, which was read since.
    private void Requeue(DateTimeOffset now)
    {
        var key = _queue.Dequeue();
        if (_kept[key].Until > now)
        {
            _queue.Enqueue(key, _kept[key].Until);
        }
        else
        {
            _kept.Remove(key);
        }
    }

    private void Drop() => _kept.Remove(_queue.Dequeue());

    private readonly record struct CacheKey(string? Owner, string Model, UInt128 Prefix);
}
