namespace MockLlm.Engine.Admission;

/// <summary>
/// Counts how often each request key has come. The keys are kept in two generations, each of half the capacity. A key that does not come
/// for a whole generation is forgotten, and its count starts again. So memory is bounded for any number of keys.
/// </summary>
/// <param name="capacity">The most keys that are remembered.</param>
internal sealed class RequestOrdinals(int capacity)
{
    private Dictionary<ulong, int> _young = [];
    private Dictionary<ulong, int> _old = [];

    /// <summary>Counts an arrival.</summary>
    /// <returns>How many requests with the same key came before.</returns>
    public int Next(ulong key)
    {
        if (!_young.TryGetValue(key, out var seen))
        {
            _old.TryGetValue(key, out seen);
            MakeRoom();
        }

        _young[key] = seen + 1;
        return seen;
    }

    /// <summary>Forgets every arrival.</summary>
    public void Clear() => (_young, _old) = ([], []);

    private void MakeRoom()
    {
        if (_young.Count >= capacity / 2)
        {
            _old = _young;
            _young = [];
        }
    }
}
