using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>Keeps the newest responses, so that a client can ask for them by their id. The oldest are forgotten first.</summary>
/// <param name="capacity">The most responses.</param>
/// <param name="bytes">About the most bytes that they take. The newest response is kept whatever its size.</param>
internal sealed class ResponseStore(int capacity = ResponseStore.DefaultCapacity, long bytes = ResponseStore.DefaultBytes)
{
    public const int DefaultCapacity = 10_000;
    public const long DefaultBytes = 64 * 1024 * 1024;

    private readonly BoundedStore<string, StoredResponse> _responses =
        new(capacity, bytes, static response => response.Answer.Id, static response => response.Size);

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
        var chain = new Stack<StoredResponse>();
        var next = id;
        for (; next is not null && chain.Count < _responses.Count && _responses.Find(next) is { } response; next = response.PreviousId)
        {
            chain.Push(response);
        }

        foreach (var response in chain)
        {
            items.AddRange(response.Input);
            items.AddRange(response.Output);
        }

        return next is null;
    }

    /// <summary>Returns an item of a kept response, or null if there is none of this id.</summary>
    public InputItem? Item(string id) => _responses.Read(
        responses => responses.SelectMany(static response => response.Input.Concat(response.Output)).FirstOrDefault(item => item.Id == id));
}
