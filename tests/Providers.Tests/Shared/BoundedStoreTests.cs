using MockLlm.Providers.Shared;

namespace MockLlm.Providers.Tests.Shared;

public sealed class BoundedStoreTests
{
    private readonly BoundedStore<string, Item> _store = new(capacity: 3, bytes: 10, item => item.Key, item => item.Size);

    [Fact]
    public void The_oldest_item_makes_room_for_one_too_many()
    {
        Add("a", "b", "c", "d");

        Assert.Equal(["b", "c", "d"], Keys());
        Assert.Null(_store.Find("a"));
        Assert.Equal(3, _store.Count);
    }

    [Fact]
    public void The_oldest_items_make_room_for_too_many_bytes()
    {
        Add("a", "b");
        _store.Add(new("c", 9));

        Assert.Equal(["b", "c"], Keys());
    }

    [Fact]
    public void The_newest_item_is_kept_whatever_its_size()
    {
        Add("a");
        _store.Add(new("b", 100));

        Assert.Equal(["b"], Keys());
    }

    [Fact]
    public void An_item_of_the_same_key_replaces_the_older_one_and_gives_its_room_back()
    {
        _store.Add(new("a", 9));
        Add("b");
        _store.Add(new("a", 2));
        _store.Add(new("c", 7));

        Assert.Equal(["b", "a", "c"], Keys());
    }

    [Fact]
    public void What_is_removed_gives_its_room_back()
    {
        _store.Add(new("a", 9));

        Assert.True(_store.Remove("a"));
        Assert.False(_store.Remove("a"));
        _store.Add(new("b", 5));
        _store.Add(new("c", 5));
        Assert.Equal(["b", "c"], Keys());
    }

    [Fact]
    public void A_changed_item_stays_in_its_place()
    {
        Add("a", "b");

        Assert.Equal("new", _store.Change("a", item => item with { Note = "new" })?.Note);
        Assert.Null(_store.Change("z", item => item));
        Assert.Equal("new", _store.Find("a")?.Note);
        Assert.Equal(["a", "b"], Keys());
    }

    [Fact]
    public void A_cleared_store_is_empty_and_has_all_its_room()
    {
        _store.Add(new("a", 9));

        _store.Clear();

        Assert.Equal(0, _store.Count);
        _store.Add(new("b", 5));
        _store.Add(new("c", 5));
        Assert.Equal(["b", "c"], Keys());
    }

    [Fact]
    public void Threads_that_add_at_once_keep_it_within_its_bounds()
    {
        Parallel.For(0, 1000, index => _store.Add(new($"{index % 7}", index % 5)));

        Assert.InRange(_store.Count, 1, 3);
        Assert.InRange(_store.Read(items => items.Sum(item => item.Size)), 0, 10);
    }

    private void Add(params string[] keys)
    {
        foreach (var key in keys)
        {
            _store.Add(new(key, 1));
        }
    }

    private List<string> Keys() => _store.Read(items => items.Select(item => item.Key).ToList());

    private sealed record Item(string Key, int Size, string Note = "");
}
