using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Precedence;

namespace MockLlm.Engine.Tests.Precedence;

public sealed class LiveListTests
{
    private static readonly Item[] File = [new("a"), new(null), new("b"), new("c")];

    private sealed record Item(string? Name, int Version = 0);

    [Fact]
    public void An_item_of_the_same_name_takes_the_place_of_the_other()
    {
        var live = LiveList<Item>.None.With("b", new("b", 1), 1, place: null, isInList: true).With("x", new("x"), 1, place: null, isInList: false);

        Assert.Equal([new("x"), new("a"), new(null), new("b", 1), new("c")], Over(live));
    }

    [Fact]
    public void An_item_whose_neighbour_is_gone_stands_with_the_other_new_ones()
    {
        var live = LiveList<Item>.None.With("x", new("x"), 1, new(Before: "b"), isInList: false);

        Assert.Equal(["a", null, "x", "b", "c"], Names(live));
        Assert.Equal(["x", "a", null, "c"], Names(live.Without("b", isInList: true)));
    }

    [Fact]
    public void Removing_all_hides_what_the_list_has_until_it_is_put_again()
    {
        var live = LiveList<Item>.None.With("x", new("x"), 1, place: null, isInList: false).WithoutAny().With("a", new("a", 2), 1, place: null, isInList: true);

        Assert.Equal([new("a", 2)], Over(live));
    }

    // The size counts what is kept, whatever was put and removed before, and every name is in the list at most once.
    [Property]
    public void Size_and_names_stay_true_after_any_changes(NonNegativeInt[] changes)
    {
        var live = LiveList<Item>.None;
        foreach (var change in changes.Select(change => change.Get))
        {
            var name = "abcxyz"[change % 6].ToString();
            var isInList = "abc".Contains(name, StringComparison.Ordinal);
            live = (change / 6 % 5) switch
            {
                0 => live.Without(name, isInList),
                1 => live.With(name, new(name, change), 7, new(IsFirst: true), isInList),
                2 => live.With(name, new(name, change), 5, new(Before: "b"), isInList),
                3 when change % 7 == 0 => live.WithoutAny(),
                _ => live.With(name, new(name, change), 3, place: null, isInList),
            };
            if (live.Find(name) is { } put)
            {
                Assert.Contains(put, Over(live));
            }
        }

        Assert.Equal(Names(live).Distinct().Count(), Names(live).Count());
        Assert.InRange(live.Size, 3 * live.Items.Count(), 7 * live.Items.Count());
    }

    private static IEnumerable<Item> Over(LiveList<Item> live) => live.Over(File, item => item.Name);

    private static IEnumerable<string?> Names(LiveList<Item> live) => Over(live).Select(item => item.Name);
}
