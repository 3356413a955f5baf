using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>
/// Keeps the newest responses, so that a client can ask for them by their id. The oldest are forgotten first. Every method is one step: what
/// it returns was kept at one time.
/// </summary>
internal sealed class ResponseStore
{
    public const int DefaultCapacity = 10_000;

    private readonly ItemIndex _items = new();
    private readonly BoundedStore<string, StoredResponse> _responses;

    /// <param name="capacity">The most responses.</param>
    /// <param name="bytes">The most bytes that they take, or null for the default. The newest response is kept whatever its size.</param>
    public ResponseStore(int capacity = DefaultCapacity, long? bytes = null) => _responses = new(
        capacity, bytes ?? StoreSize.Most, static response => response.Answer.Id, static response => response.Size, _items.Add, _items.Remove);

    /// <summary>About the bytes that all responses take.</summary>
    public long Size => _responses.Size;

    /// <summary>Keeps a response. It replaces a response of the same id.</summary>
    public void Keep(StoredResponse response) => _responses.Add(response);

    /// <summary>Returns a response, or null if it is not kept.</summary>
    public StoredResponse? Find(string id) => _responses.Find(id);

    /// <summary>Forgets a response.</summary>
    /// <returns>Whether it was kept.</returns>
    public bool Forget(string id) => _responses.Remove(id);

    /// <summary>Forgets all responses.</summary>
    public void Clear() => _responses.Clear();

    /// <summary>Adds the items of a conversation up to the end of a response, the oldest first.</summary>
    /// <returns>Whether the conversation is whole. It is not if one of its responses is forgotten.</returns>
    public bool Recall(string id, List<InputItem> items)
    {
        var (chain, isWhole) = _responses.Atomically(() => Chain(id));
        foreach (var response in chain)
        {
            items.AddRange(response.Input);
            items.AddRange(response.Output);
        }

        return isWhole;
    }

    /// <summary>Returns an item of a kept response, or null if there is none of this id.</summary>
    public InputItem? Item(string id) => _responses.Atomically(() => _items.Find(id));

    // The responses of a conversation, the oldest first. A response can follow itself, because its id may be drawn again.
    private (Stack<StoredResponse> Responses, bool IsWhole) Chain(string id)
    {
        var chain = new Stack<StoredResponse>();
        var next = id;
        for (; next is not null && chain.Count < _responses.Count && _responses.Find(next) is { } response; next = response.PreviousId)
        {
            chain.Push(response);
        }

        return (chain, next is null);
    }
}
