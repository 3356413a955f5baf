using MockLlm.Engine.Hashing;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.Anthropic.Batches;

/// <summary>Keeps the newest batches of all API keys together. The oldest are forgotten first.</summary>
/// <param name="capacity">The most batches.</param>
/// <param name="bytes">The most bytes that they take, or null for the default. The newest batch is kept whatever its size.</param>
internal sealed class BatchStore(int capacity = 1000, long? bytes = null)
{
    private readonly BoundedStore<(UInt128 Owner, string Id), Batch> _batches =
        new(capacity, bytes ?? StoreSize.Most, static batch => (batch.Owner, batch.Id), static batch => batch.Size);

    /// <summary>About the bytes that all batches take.</summary>
    public long Size => _batches.Size;

    public void Add(Batch batch) => _batches.Add(batch);

    /// <summary>Returns a batch of an owner, or null if there is none of this id.</summary>
    public Batch? Find(string? owner, string id) => _batches.Find((ClientKey.Of(owner), id));

    /// <summary>Returns the batches of an owner, the newest first.</summary>
    public IReadOnlyList<Batch> Of(string? owner)
    {
        var key = ClientKey.Of(owner);
        return _batches.Read(batches => batches.Where(batch => batch.Owner == key).Reverse().ToList());
    }

    /// <summary>Cancels a batch, unless it has ended or is cancelled already.</summary>
    /// <returns>The batch after that, or null if there is none of this id.</returns>
    public Batch? Cancel(string? owner, string id, DateTimeOffset now) => _batches.Change(
        (ClientKey.Of(owner), id), batch => batch.HasEnded(now) || batch.Cancelled is not null ? batch : batch with { Cancelled = now });

    public void Delete(string? owner, string id) => _batches.Remove((ClientKey.Of(owner), id));

    public void Clear() => _batches.Clear();
}
