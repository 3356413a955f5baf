namespace MockLlm.Providers.Shared;

/// <summary>
/// Keeps the newest items and forgets the oldest when there are too many of them, or when they take too many bytes. The newest item is
/// kept whatever its size. It is safe for any number of threads.
/// </summary>
/// <param name="capacity">The most items.</param>
/// <param name="bytes">The most bytes of all items together.</param>
/// <param name="keyOf">The key of an item.</param>
/// <param name="sizeOf">The bytes that an item takes. It must not change while the item is kept.</param>
/// <param name="added">Called for each item that is kept.</param>
/// <param name="removed">Called for each item that is forgotten, also for one that is replaced.</param>
/// <typeparam name="TKey">What finds an item.</typeparam>
/// <typeparam name="TItem">What is kept.</typeparam>
internal sealed class BoundedStore<TKey, TItem>(int capacity, long bytes, Func<TItem, TKey> keyOf, Func<TItem, long> sizeOf, Action<TItem>? added = null, Action<TItem>? removed = null)
    where TKey : notnull
    where TItem : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<TItem>> _byKey = [];
    private readonly LinkedList<TItem> _byAge = new();
    private long _size;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byKey.Count;
            }
        }
    }

    /// <summary>The bytes that all items take.</summary>
    public long Size
    {
        get
        {
            lock (_lock)
            {
                return _size;
            }
        }
    }

    /// <summary>Keeps an item as the newest one. It replaces an item of the same key.</summary>
    public void Add(TItem item)
    {
        lock (_lock)
        {
            Take(keyOf(item));
            _byKey[keyOf(item)] = _byAge.AddLast(item);
            _size += sizeOf(item);
            added?.Invoke(item);
            while (_byAge.Count > 1 && (_byAge.Count > capacity || _size > bytes))
            {
                Take(keyOf(_byAge.First!.Value));
            }
        }
    }

    /// <summary>Returns the item of a key, or null if there is none.</summary>
    public TItem? Find(TKey key)
    {
        lock (_lock)
        {
            return _byKey.GetValueOrDefault(key)?.Value;
        }
    }

    /// <summary>Puts a changed item in the place of an item. The change must keep the key and the size.</summary>
    /// <returns>The changed item, or null if there is none of this key.</returns>
    public TItem? Change(TKey key, Func<TItem, TItem> change)
    {
        lock (_lock)
        {
            return _byKey.TryGetValue(key, out var node) ? node.Value = change(node.Value) : null;
        }
    }

    /// <summary>Reads all items, the oldest first. Nothing is added or removed meanwhile.</summary>
    public TResult Read<TResult>(Func<IEnumerable<TItem>, TResult> read)
    {
        lock (_lock)
        {
            return read(_byAge);
        }
    }

    /// <summary>Reads several items in one step. Nothing is added or removed meanwhile.</summary>
    /// <param name="read">Reads. It may call the methods of this store.</param>
    public TResult Atomically<TResult>(Func<TResult> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    /// <summary>Forgets an item.</summary>
    /// <returns>Whether it was kept.</returns>
    public bool Remove(TKey key)
    {
        lock (_lock)
        {
            return Take(key);
        }
    }

    /// <summary>Forgets all items.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            while (_byAge.First is { } node)
            {
                Take(keyOf(node.Value));
            }
        }
    }

    private bool Take(TKey key)
    {
        if (!_byKey.Remove(key, out var node))
        {
            return false;
        }

        _byAge.Remove(node);
        _size -= sizeOf(node.Value);
        removed?.Invoke(node.Value);
        return true;
    }
}
