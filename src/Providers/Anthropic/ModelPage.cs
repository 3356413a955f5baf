using System.Globalization;
using System.Text.Json;

namespace MockLlm.Providers.Anthropic;

/// <summary>One page of the model list (Claude API reference, "List Models").</summary>
/// <param name="Models">What is on it.</param>
/// <param name="HasMore">Whether more lie beyond it, in the direction of the paging.</param>
internal sealed record ModelPage(IReadOnlyList<ModelInfo> Models, bool HasMore)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 1000;

    /// <summary>The page that a request's <c>limit</c>, <c>after_id</c> and <c>before_id</c> ask for, or what is wrong with them.</summary>
    public static (ModelPage? Page, Problem? Problem) Of(IReadOnlyList<ModelInfo> models, RequestHead head)
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

        var (start, end) = (Cursor(models, head.Query("after_id"), -1) + 1, Cursor(models, head.Query("before_id"), models.Count));
        if (start is null || end is null)
        {
            return (null, $"{(start is null ? "after_id" : "before_id")}: no model has this id");
        }

        return (Cut([.. models.Take(end.Value).Skip(start.Value)], limit, fromEnd: head.Query("before_id") is not null), null);
    }

    public static void WriteBody(Utf8JsonWriter json, ModelPage page)
    {
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var model in page.Models)
        {
            AnthropicModel.Write(json, model);
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more"u8, page.HasMore);
        json.WriteString("first_id"u8, page.Models.Count == 0 ? null : page.Models[0].Name);
        json.WriteString("last_id"u8, page.Models.Count == 0 ? null : page.Models[^1].Name);
        json.WriteEndObject();
    }

    // A page before a cursor ends right before it.
    private static ModelPage Cut(List<ModelInfo> models, int limit, bool fromEnd) =>
        new([.. fromEnd ? models.TakeLast(limit) : models.Take(limit)], models.Count > limit);

    private static int? Cursor(IReadOnlyList<ModelInfo> models, string? id, int without)
    {
        if (id is null)
        {
            return without;
        }

        var at = models.TakeWhile(model => model.Name != id).Count();
        return at < models.Count ? at : null;
    }
}
