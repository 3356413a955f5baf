using System.Globalization;
using System.Text.Json;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.Anthropic;

/// <summary>Reads and writes the pages of a list (Claude API reference, "List Models").</summary>
internal static class AnthropicPage
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 1000;

    /// <summary>Answers with the page that <c>limit</c>, <c>after_id</c> and <c>before_id</c> ask for, or says what is wrong with them.</summary>
    /// <param name="items">The whole list.</param>
    /// <param name="idOf">The id of an item.</param>
    /// <param name="what">The name of an item in the vendor's words.</param>
    /// <param name="mock">The mock of the request.</param>
    /// <param name="write">Writes an item.</param>
    /// <typeparam name="T">The type of an item.</typeparam>
    public static object Show<T>(IReadOnlyList<T> items, Func<T, string?> idOf, string what, Mock mock, Action<Utf8JsonWriter, T> write)
    {
        var (page, problem) = Read(items, idOf, what, mock.Request);
        return page is null ? problem! : Reply.Json((page, write), static (json, shown) => Write(json, shown.page, shown.write), mock.Work);
    }

    private static (Page<T>? Page, Problem? Problem) Read<T>(IReadOnlyList<T> items, Func<T, string?> idOf, string what, RequestHead head)
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

        var (after, before) = (head.Query("after_id"), head.Query("before_id"));
        var start = after is null ? 0 : Page<T>.PlaceOf(items, idOf, after) + 1;
        var end = before is null ? items.Count : Page<T>.PlaceOf(items, idOf, before);
        return start is null || end is null
            ? (null, $"{(start is null ? "after_id" : "before_id")}: no {what} has this id")
            : (Page<T>.Cut(items, idOf, start.Value, end.Value, limit, fromEnd: before is not null), null);
    }

    private static void Write<T>(Utf8JsonWriter json, Page<T> page, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject();
        page.WriteData(json, write);
        json.WriteBoolean("has_more"u8, page.HasMore);
        json.WriteString("first_id"u8, page.FirstId);
        json.WriteString("last_id"u8, page.LastId);
        json.WriteEndObject();
    }
}
