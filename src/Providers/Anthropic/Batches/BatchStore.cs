namespace MockLlm.Providers.Anthropic.Batches;

/// <summary>The batches that clients made, newest first. Of all keys together so many batches and bytes of results are kept; the oldest go first.</summary>
/// <param name="capacity">The most batches.</param>
/// <param name="bytes">The most bytes of results; the newest batch is kept whatever its size.</param>
internal sealed class BatchStore(int capacity = 1000, long bytes = 64 << 20)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Batch> _batches = new();
    private long _size;

    public void Add(Batch batch)
    {
        lock (_gate)
        {
            _batches.AddFirst(batch);
            _size += SizeOf(batch);
            while (_batches.Count > 1 && (_batches.Count > capacity || _size > bytes))
            {
                Remove(_batches.Last!);
            }
        }
    }

    /// <summary>A batch of an owner's; null: there is none of that id.</summary>
    public Batch? Find(string? owner, string id)
    {
        lock (_gate)
        {
            return NodeOf(owner, id)?.Value;
        }
    }

    /// <summary>An owner's batches, newest first.</summary>
    public IReadOnlyList<Batch> Of(string? owner)
    {
        lock (_gate)
        {
            return [.. _batches.Where(batch => batch.Owner == owner)];
        }
    }

    /// <summary>Cancels a batch that is still processed, and was not cancelled before.</summary>
    /// <returns>The batch as it is then; null: there is none of that id.</returns>
    public Batch? Cancel(string? owner, string id, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (NodeOf(owner, id) is not { } node)
            {
                return null;
            }

            if (!node.Value.HasEnded(now) && node.Value.Cancelled is null)
            {
                node.Value = node.Value with { Cancelled = now };
            }

            return node.Value;
        }
    }

    public void Delete(string? owner, string id)
    {
        lock (_gate)
        {
            if (NodeOf(owner, id) is { } node)
            {
                Remove(node);
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _batches.Clear();
            _size = 0;
        }
    }

    private LinkedListNode<Batch>? NodeOf(string? owner, string id)
    {
        var node = _batches.First;
        while (node is not null && (node.Value.Id != id || node.Value.Owner != owner))
        {
            node = node.Next;
        }

        return node;
    }

    private void Remove(LinkedListNode<Batch> node)
    {
        _size -= SizeOf(node.Value);
        _batches.Remove(node);
    }

    private static long SizeOf(Batch batch) => batch.Results.Sum(result => (long)result.Line.Length);
}
