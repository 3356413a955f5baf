using System.Text.Json;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>Reads and writes a page of the input of a response (OpenAI API reference, "List input items").</summary>
internal static class InputItemPage
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary>Returns the page that <c>order</c>, <c>after</c> and <c>limit</c> ask for. It is empty if no item has the id in <c>after</c>.</summary>
    public static Page<InputItem> Of(IReadOnlyList<InputItem> input, RequestHead head)
    {
        IReadOnlyList<InputItem> ordered = head.Query("order") == "asc" ? input : [.. input.Reverse()];
        var start = head.Query("after") is { } after ? Page<InputItem>.PlaceOf(ordered, IdOf, after) + 1 ?? ordered.Count : 0;
        var limit = int.TryParse(head.Query("limit"), out var asked) ? Math.Clamp(asked, 1, MaxLimit) : DefaultLimit;
        return Page<InputItem>.Cut(ordered, IdOf, start, ordered.Count, limit);
    }

    public static void Write(Utf8JsonWriter json, Page<InputItem> page)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        page.WriteData(json, static (json, item) => item.Write(json));
        json.WriteString("first_id"u8, page.FirstId);
        json.WriteString("last_id"u8, page.LastId);
        json.WriteBoolean("has_more"u8, page.HasMore);
        json.WriteEndObject();
    }

    private static string? IdOf(InputItem item) => item.Id;
}
