using System.Text.Json;

namespace MockLlm.Providers.Shared;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items of the page.</param>
/// <param name="HasMore">Whether the list goes on after the page, or before it if the page was cut from the end.</param>
/// <param name="IdOf">The id of an item.</param>
/// <typeparam name="T">The type of an item.</typeparam>
internal sealed record Page<T>(IReadOnlyList<T> Items, bool HasMore, Func<T, string?> IdOf)
{
    /// <summary>The id of the first item, or null if the page is empty.</summary>
    public string? FirstId => Items is [var first, ..] ? IdOf(first) : null;

    /// <summary>The id of the last item, or null if the page is empty.</summary>
    public string? LastId => Items is [.., var last] ? IdOf(last) : null;

    /// <summary>Cuts a page out of the items between two places.</summary>
    /// <param name="items">The whole list.</param>
    /// <param name="idOf">The id of an item.</param>
    /// <param name="start">The place of the first item that may be on the page.</param>
    /// <param name="end">The place after the last item that may be on the page.</param>
    /// <param name="limit">The most items of a page.</param>
    /// <param name="fromEnd">Whether the page has the last items between the places instead of the first ones.</param>
    public static Page<T> Cut(IReadOnlyList<T> items, Func<T, string?> idOf, int start, int end, int limit, bool fromEnd = false)
    {
        List<T> between = [.. items.Take(end).Skip(start)];
        return new([.. fromEnd ? between.TakeLast(limit) : between.Take(limit)], between.Count > limit, idOf);
    }

    /// <summary>Returns the place of the item with an id, or null if there is none.</summary>
    public static int? PlaceOf(IReadOnlyList<T> items, Func<T, string?> idOf, string id)
    {
        for (var place = 0; place < items.Count; place++)
        {
            if (idOf(items[place]) == id)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>Writes the items as the array <c>data</c>.</summary>
    public void WriteData(Utf8JsonWriter json, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray("data"u8);
        foreach (var item in Items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }
}
