namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>
/// Finds the items of all kept responses by their ids. Several responses may have an item of the same id, for instance if a client sends an
/// item back. The item of the oldest response is found then.
/// </summary>
internal sealed class ItemIndex
{
    // The bytes of an entry and of its place in the dictionary.
    public const int EntrySize = 112;

    private readonly Dictionary<string, Entry> _oldest = [];

    /// <summary>Returns an item, or null if there is none of this id.</summary>
    public InputItem? Find(string id) => _oldest.GetValueOrDefault(id)?.Item;

    /// <summary>Adds the items of the newest response.</summary>
    public void Add(StoredResponse response)
    {
        foreach (var item in response.Items)
        {
            var entry = new Entry(response, item);
            if (_oldest.TryAdd(item.Id!, entry))
            {
                entry.Newest = entry;
            }
            else
            {
                var oldest = _oldest[item.Id!];
                oldest.Newest = oldest.Newest!.Newer = entry;
            }
        }
    }

    /// <summary>Removes the items of a response. It takes constant time for each item of the oldest response.</summary>
    public void Remove(StoredResponse response)
    {
        foreach (var item in response.Items)
        {
            Remove(response, item.Id!);
        }
    }

    private void Remove(StoredResponse response, string id)
    {
        if (!_oldest.TryGetValue(id, out var oldest))
        {
            return;
        }

        if (ReferenceEquals(oldest.Response, response))
        {
            Replace(oldest, id);
            return;
        }

        for (var entry = oldest; entry.Newer is { } newer; entry = newer)
        {
            if (ReferenceEquals(newer.Response, response))
            {
                entry.Newer = newer.Newer;
                oldest.Newest = entry.Newer is null ? entry : oldest.Newest;
                return;
            }
        }
    }

    private void Replace(Entry oldest, string id)
    {
        if (oldest.Newer is { } next)
        {
            next.Newest = oldest.Newest;
            _oldest[id] = next;
        }
        else
        {
            _oldest.Remove(id);
        }
    }

    private sealed class Entry(StoredResponse response, InputItem item)
    {
        public StoredResponse Response { get; } = response;

        public InputItem Item { get; } = item;

        /// <summary>The next newer entry of the same id.</summary>
        public Entry? Newer { get; set; }

        /// <summary>The newest entry of the same id. Only the oldest entry has it.</summary>
        public Entry? Newest { get; set; }
    }
}
