using System.Collections.Immutable;

namespace MockLlm.Engine.Precedence;

/// <summary>
/// The changes that were made to a list of named items while the server runs. It is immutable, and can be applied to any version of the
/// list.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed record LiveList<T>
    where T : class
{
    private ImmutableList<Put> _put = [];
    private ImmutableHashSet<string> _hidden = [];
    private bool _hidesAll;

    private LiveList()
    {
    }

    /// <summary>No changes.</summary>
    public static LiveList<T> None { get; } = new();

    private sealed record Put(string Name, T Item, long Size, string? Before);

    /// <summary>About the bytes that the changes take.</summary>
    public long Size { get; private init; }

    /// <summary>The items that were put, in the order in which they come before the items of the list.</summary>
    public IEnumerable<T> Items => _put.Select(static put => put.Item);

    /// <summary>Whether all items that were put come before the list, and the list itself does not change.</summary>
    /// <param name="isInList">Returns whether the list has an item of a name.</param>
    public bool OnlyAddsBefore(Func<string, bool> isInList) =>
        !_hidesAll && _hidden.IsEmpty && _put.TrueForAll(put => put.Before is null && !isInList(put.Name));

    /// <summary>The item that was put under a name, or null.</summary>
    public T? Find(string name) => _put.Find(put => put.Name == name)?.Item;

    /// <summary>
    /// Puts an item. An item of the same name keeps its place in the order, whether it was put or is in the list. A new one comes after the
    /// items that were put before it, and before the list.
    /// </summary>
    /// <param name="name">The name of the item.</param>
    /// <param name="item">The item.</param>
    /// <param name="size">About the bytes that it takes.</param>
    /// <param name="place">Where it comes, or null for the usual place. With a place, an item of the same name loses its own.</param>
    /// <param name="isInList">Whether the list has an item of that name.</param>
    public LiveList<T> With(string name, T item, long size, LivePlace? place, bool isInList)
    {
        var put = new Put(name, item, size, place?.Before);
        var at = _put.FindIndex(other => other.Name == name);
        var grown = Size + size - (at < 0 ? 0 : _put[at].Size);
        if (place is null)
        {
            return at < 0
                ? this with { _put = _put.Add(put), Size = grown }
                : this with { _put = _put.SetItem(at, put with { Before = _put[at].Before }), Size = grown };
        }

        var others = at < 0 ? _put : _put.RemoveAt(at);
        return this with { _put = place.IsFirst ? others.Insert(0, put) : others.Add(put), _hidden = isInList ? _hidden.Add(name) : _hidden, Size = grown };
    }

    /// <summary>Removes an item.</summary>
    /// <param name="name">The item's name.</param>
    /// <param name="isInList">Whether the list has it. It must then be hidden.</param>
    public LiveList<T> Without(string name, bool isInList)
    {
        var at = _put.FindIndex(other => other.Name == name);
        return this with
        {
            _put = at < 0 ? _put : _put.RemoveAt(at),
            _hidden = isInList ? _hidden.Add(name) : _hidden,
            Size = Size - (at < 0 ? 0 : _put[at].Size),
        };
    }

    /// <summary>Removes all items, and hides those that the list has or gets later.</summary>
    public LiveList<T> WithoutAny() => new() { _hidesAll = true };

    /// <summary>Applies the changes to a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="nameOf">Returns the name of an item, or null if it has none.</param>
    public IReadOnlyList<T> Over(IReadOnlyList<T> list, Func<T, string?> nameOf)
    {
        if (this == None)
        {
            return list;
        }

        var order = new LinkedList<T>();
        var nodes = new Dictionary<string, LinkedListNode<T>>(StringComparer.Ordinal);
        var puts = _put.ToDictionary(static put => put.Name, StringComparer.Ordinal);
        foreach (var item in _hidesAll ? [] : list)
        {
            if (nameOf(item) is not { } name)
            {
                order.AddLast(item);
            }
            else if (!_hidden.Contains(name))
            {
                nodes[name] = order.AddLast(puts.TryGetValue(name, out var replacing) ? replacing.Item : item);
            }
        }

        LinkedListNode<T>? last = null;
        foreach (var put in _put.Where(put => !nodes.ContainsKey(put.Name)))
        {
            if (put.Before is { } before && nodes.TryGetValue(before, out var target))
            {
                nodes[put.Name] = order.AddBefore(target, put.Item);
            }
            else
            {
                nodes[put.Name] = last = last is null ? order.AddFirst(put.Item) : order.AddAfter(last, put.Item);
            }
        }

        return [.. order];
    }
}
