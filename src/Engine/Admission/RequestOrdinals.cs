namespace MockLlm.Engine.Admission;

/// <summary>
/// How often each request key has come. Two generations of half the capacity each: keys not seen for a whole generation are
/// forgotten and start anew, so memory is bounded however many keys there are.
/// </summary>
/// <param name="capacity">The most keys that are remembered.</param>
internal sealed class RequestOrdinals(int capacity)
{
    private Dictionary<ulong, int> _young = [];
    private Dictionary<ulong, int> _old = [];

    /// <summary>Counts an arrival.</summary>
    /// <returns>How many of the same key came before.</returns>
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
