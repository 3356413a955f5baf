namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>
/// The responses that can be asked for by their id, until there are too many of them: then the oldest are forgotten. Safe for any
/// number of threads.
/// </summary>
/// <param name="capacity">How many are kept at most.</param>
/// <param name="bytes">How much they take at most, about; at least one is kept, however large.</param>
internal sealed class ResponseStore(int capacity = ResponseStore.DefaultCapacity, long bytes = ResponseStore.DefaultBytes)
{
    public const int DefaultCapacity = 10_000;
    public const long DefaultBytes = 64 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<StoredResponse>> _byId = [];
    private readonly LinkedList<StoredResponse> _byAge = new();
    private long _size;

    /// <summary>Keeps a response; one of the same id is replaced.</summary>
    public void Keep(StoredResponse response)
    {
        lock (_lock)
        {
            Remove(response.Answer.Id);
            _byId[response.Answer.Id] = _byAge.AddLast(response);
            _size += response.Size;
            while (_byAge.Count > 1 && (_byAge.Count > capacity || _size > bytes))
            {
                Remove(_byAge.First!.Value.Answer.Id);
            }
        }
    }

    /// <summary>A response, or null where it is not kept.</summary>
    public StoredResponse? Find(string id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id)?.Value;
        }
    }

    /// <summary>Forgets a response.</summary>
    /// <returns>Whether it was kept.</returns>
    public bool Forget(string id)
    {
        lock (_lock)
        {
            return Remove(id);
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _byId.Clear();
            _byAge.Clear();
            _size = 0;
        }
    }

    /// <summary>Adds all that was said up to the end of a response, oldest first.</summary>
    /// <returns>Whether nothing of it is forgotten.</returns>
    public bool Recall(string id, List<InputItem> items)
    {
        var chain = new Stack<StoredResponse>();
        var next = id;
        lock (_lock)
        {
            for (; next is not null && chain.Count < _byId.Count && _byId.TryGetValue(next, out var node); next = node.Value.PreviousId)
            {
                chain.Push(node.Value);
            }
        }

        foreach (var response in chain)
        {
            items.AddRange(response.Input);
            items.AddRange(response.Output);
        }

        return next is null;
    }

    /// <summary>An item of a kept response, or null.</summary>
    public InputItem? Item(string id)
    {
        lock (_lock)
        {
            return _byAge.SelectMany(static response => response.Input.Concat(response.Output)).FirstOrDefault(item => item.Id == id);
        }
    }

    private bool Remove(string id)
    {
        if (!_byId.Remove(id, out var node))
        {
            return false;
        }

        _byAge.Remove(node);
        _size -= node.Value.Size;
        return true;
    }
}
