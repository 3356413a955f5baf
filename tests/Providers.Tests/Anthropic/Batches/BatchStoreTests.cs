using MockLlm.Engine.Hashing;
using MockLlm.Providers.Anthropic.Batches;

namespace MockLlm.Providers.Tests.Anthropic.Batches;

public sealed class BatchStoreTests
{
    private readonly BatchStore _store = new(capacity: 2, bytes: (2 * Sized("", bytes: 0).Size) + 10);

    [Fact]
    public void The_oldest_batch_makes_room_for_one_too_many()
    {
        Add("a", "b", "c");

        Assert.Equal(["c", "b"], _store.Of(null).Select(batch => batch.Id));
    }

    [Fact]
    public void The_oldest_batch_makes_room_for_too_many_bytes()
    {
        Add("a");
        _store.Add(Sized("b", bytes: 10));

        Assert.Equal(["b"], _store.Of(null).Select(batch => batch.Id));
    }

    [Fact]
    public void The_newest_batch_is_kept_whatever_its_size()
    {
        _store.Add(Sized("a", bytes: 100));

        Assert.NotNull(_store.Find(null, "a"));
    }

    [Fact]
    public void What_is_deleted_gives_its_room_back()
    {
        _store.Add(Sized("a", bytes: 10));
        _store.Delete(null, "a");
        Add("b", "c");

        Assert.Equal(["c", "b"], _store.Of(null).Select(batch => batch.Id));
    }

    [Fact]
    public void A_batch_that_has_ended_is_not_cancelled()
    {
        Add("a");

        Assert.Null(_store.Cancel(null, "a", Vendor.Now + TimeSpan.FromSeconds(1))!.Cancelled);
        Assert.NotNull(_store.Cancel(null, "a", Vendor.Now)!.Cancelled);
    }

    private void Add(params string[] ids)
    {
        foreach (var id in ids)
        {
            _store.Add(Sized(id, bytes: 1));
        }
    }

    private static Batch Sized(string id, int bytes) => new(id, ClientKey.Of(null), Vendor.Now, [new("x", true, new byte[bytes])]);
}
