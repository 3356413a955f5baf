using System.Globalization;
using System.Text.Json;

namespace MockLlm.Providers.Anthropic;

/// <summary>One page of a list (Claude API reference, "List Models").</summary>
/// <param name="Items">What is on it, each with its id.</param>
/// <param name="HasMore">Whether more lie beyond it, in the direction of the paging.</param>
/// <typeparam name="T">What is listed.</typeparam>
internal sealed record Page<T>(IReadOnlyList<(string Id, T Item)> Items, bool HasMore)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 1000;

    /// <summary>The page that a request's <c>limit</c>, <c>after_id</c> and <c>before_id</c> ask for, or what is wrong with them.</summary>
    /// <param name="items">The whole list.</param>
    /// <param name="what">What is listed, in the vendor's words.</param>
    /// <param name="head">The request.</param>
    public static (Page<T>? Page, Problem? Problem) Of(IReadOnlyList<(string Id, T Item)> items, string what, RequestHead head)
    {
        var limit = DefaultLimit;
        if (head.Query("limit") is { } text && !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out limit))
        {
            return (null, "limit: Input should be a valid integer, unable to parse string as an integer");
        }

        if (limit is < 1 or > MaxLimit)
        {
            return (null, $"limit: Input should be {(limit < 1 ? "greater than or equal to 1" : $"less than or equal to {MaxLimit}")}");
        }

        var (start, end) = (Cursor(items, head.Query("after_id"), -1) + 1, Cursor(items, head.Query("before_id"), items.Count));
        if (start is null || end is null)
        {
            return (null, $"{(start is null ? "after_id" : "before_id")}: no {what} has this id");
        }

        return (Cut([.. items.Take(end.Value).Skip(start.Value)], limit, fromEnd: head.Query("before_id") is not null), null);
    }

    /// <summary>The page, each item written by <paramref name="write"/>.</summary>
    public Reply Reply(Action<Utf8JsonWriter, T> write) => Engine.Reply.Json((this, write), static (json, page) => page.Item1.Write(json, page.write))
        .WithHeaders(AnthropicHeaders.Constant);

    private void Write(Utf8JsonWriter json, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var (_, item) in Items)
        {
            write(json, item);
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more"u8, HasMore);
        json.WriteString("first_id"u8, Items.Count == 0 ? null : Items[0].Id);
        json.WriteString("last_id"u8, Items.Count == 0 ? null : Items[^1].Id);
        json.WriteEndObject();
    }

    // A page before a cursor ends right before it.
    private static Page<T> Cut(List<(string Id, T Item)> items, int limit, bool fromEnd) =>
        new([.. fromEnd ? items.TakeLast(limit) : items.Take(limit)], items.Count > limit);

    private static int? Cursor(IReadOnlyList<(string Id, T Item)> items, string? id, int without)
    {
        if (id is null)
        {
            return without;
        }

        var at = items.TakeWhile(item => item.Id != id).Count();
        return at < items.Count ? at : null;
    }
}
