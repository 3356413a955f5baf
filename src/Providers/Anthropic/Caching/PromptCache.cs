using MockLlm.Engine.Hashing;

namespace MockLlm.Providers.Anthropic.Caching;

/// <summary>
/// Remembers which prompts were sent before, and up to which block, for as long as the vendor would. If there are too many prefixes, the
/// one that expires first is forgotten.
/// </summary>
/// <param name="capacity">The most prefixes.</param>
internal sealed class PromptCache(int capacity = 100_000)
{
    // The number of blocks that the vendor looks back from a breakpoint.
    private const int LookBack = 20;

    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, (DateTimeOffset Until, TimeSpan Life)> _kept = [];
    private readonly PriorityQueue<UInt128, DateTimeOffset> _queue = new();

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

    /// <summary>Returns the tokens that a prompt reads from the cache and writes to it. The prompt is cached up to its breakpoints afterwards.</summary>
    /// <param name="owner">The API key, or null if there is none.</param>
    /// <param name="model">The name of the model as the client sent it. Each model has a cache of its own.</param>
    /// <param name="blocks">The blocks of the prompt.</param>
    /// <param name="ends">The tokens of the prompt up to the end of each block.</param>
    /// <param name="now">The current time.</param>
    public CacheUse Use(string? owner, string model, IReadOnlyList<CacheBlock> blocks, IReadOnlyList<int> ends, DateTimeOffset now)
    {
        var least = CacheMinimum.Of(model);
        var cache = ClientKey.Of(owner, model);
        lock (_gate)
        {
            Forget(now);
            var read = Found(cache, blocks, now);
            var use = new CacheUse(read < 0 ? 0 : ends[read], 0, 0);
            var counted = use.Read;
            for (var i = 0; i < blocks.Count; i++)
            {
                if (blocks[i].Mark == CacheMark.None || ends[i] < least)
                {
                    continue;
                }

                Keep(ClientKey.Joined([cache, blocks[i].Prefix]), blocks[i].Mark == CacheMark.Hour ? Hour : Minutes, now);
                if (i > read)
                {
                    use = Add(use, blocks[i].Mark, ends[i] - counted);
                    counted = ends[i];
                }
            }

            return use;
        }
    }

    /// <summary>Forgets all prefixes.</summary>
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

    // Returns the block that ends the longest cached prefix, or -1 if there is none. A prefix that is read is kept anew.
    private int Found(UInt128 cache, IReadOnlyList<CacheBlock> blocks, DateTimeOffset now)
    {
        for (var mark = blocks.Count - 1; mark >= 0; mark--)
        {
            if (blocks[mark].Mark == CacheMark.None)
            {
                continue;
            }

            for (var i = mark; i >= 0 && i > mark - LookBack; i--)
            {
                var key = ClientKey.Joined([cache, blocks[i].Prefix]);
                if (_kept.TryGetValue(key, out var kept))
                {
                    Keep(key, kept.Life, now);
                    return i;
                }
            }
        }

        return -1;
    }

    private void Keep(UInt128 key, TimeSpan life, DateTimeOffset now)
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

    // The queue may hold an earlier time than the entry, because a read keeps the entry anew.
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
}

/// <summary>The tokens that a prompt read from the prompt cache and wrote to it.</summary>
/// <param name="Read">The tokens that were read.</param>
/// <param name="WrittenForMinutes">The tokens that were written for five minutes.</param>
/// <param name="WrittenForAnHour">The tokens that were written for an hour.</param>
internal readonly record struct CacheUse(int Read, int WrittenForMinutes, int WrittenForAnHour)
{
    /// <summary>All tokens that were written.</summary>
    public int Written => WrittenForMinutes + WrittenForAnHour;
}
