namespace MockLlm.Providers.Shared;

/// <summary>
/// Keeps the newest items and forgets the oldest when there are too many of them, or when they take too many bytes. The newest item is
/// kept whatever its size. It is safe for any number of threads.
/// </summary>
/// <param name="capacity">The most items.</param>
/// <param name="bytes">The most bytes of all items together.</param>
/// <param name="keyOf">The key of an item.</param>
/// <param name="sizeOf">The bytes that an item takes.</param>
/// <typeparam name="TKey">What finds an item.</typeparam>
/// <typeparam name="TItem">What is kept.</typeparam>
internal sealed class BoundedStore<TKey, TItem>(int capacity, long bytes, Func<TItem, TKey> keyOf, Func<TItem, long> sizeOf)
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

    /// <summary>Keeps an item as the newest one. It replaces an item of the same key.</summary>
    public void Add(TItem item)
    {
        lock (_lock)
        {
            Take(keyOf(item));
            _byKey[keyOf(item)] = _byAge.AddLast(item);
            _size += sizeOf(item);
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
            _byKey.Clear();
            _byAge.Clear();
            _size = 0;
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
        return true;
    }
}
