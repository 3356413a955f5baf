using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>A page of what a response was asked (OpenAI API reference, "List input items").</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="HasMore">Whether there are further ones.</param>
internal sealed record InputItemPage(IReadOnlyList<InputItem> Items, bool HasMore)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary>The page that a query asks for: <c>order</c>, <c>after</c>, <c>limit</c>.</summary>
    public static InputItemPage Of(IReadOnlyList<InputItem> input, RequestHead head)
    {
        var ordered = head.Query("order") == "asc" ? input : [.. input.Reverse()];
        var after = head.Query("after");
        var rest = after is null ? ordered : [.. ordered.SkipWhile(item => item.Id != after).Skip(1)];
        var limit = int.TryParse(head.Query("limit"), out var asked) ? Math.Clamp(asked, 1, MaxLimit) : DefaultLimit;
        return new([.. rest.Take(limit)], rest.Count > limit);
    }

    public static void Write(Utf8JsonWriter json, InputItemPage page)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var item in page.Items)
        {
            item.Write(json);
        }

        json.WriteEndArray();
        json.WriteString("first_id"u8, page.Items is [var first, ..] ? first.Id : null);
        json.WriteString("last_id"u8, page.Items is [.., var last] ? last.Id : null);
        json.WriteBoolean("has_more"u8, page.HasMore);
        json.WriteEndObject();
    }
}
