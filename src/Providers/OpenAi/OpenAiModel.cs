using System.Text.Json;

namespace MockLlm.Providers.OpenAi;

/// <summary>A model as <c>GET /v1/models</c> shows it (OpenAI API reference, "The model object").</summary>
/// <param name="Id">Its name.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="OwnedBy">Whose it is.</param>
internal sealed record OpenAiModel(string Id, long Created, string OwnedBy = "system")
{
    /// <summary>The current models, newest first.</summary>
    public static IReadOnlyList<OpenAiModel> Known { get; } =
    [
        new("gpt-5.1", 1762800673),
        new("gpt-5", 1754425777),
        new("gpt-5-mini", 1754425928),
        new("gpt-5-nano", 1754426384),
        new("gpt-4.1", 1744316542),
        new("gpt-4.1-mini", 1744318173),
        new("gpt-4.1-nano", 1744321707),
        new("o4-mini", 1744225351),
        new("o3", 1744225308),
        new("o3-mini", 1737146383),
        new("o1", 1734375816),
        new("gpt-4o", 1715367049),
        new("gpt-4o-mini", 1721172741),
        new("gpt-4-turbo", 1712361441),
        new("gpt-4", 1687882411, "openai"),
        new("gpt-3.5-turbo", 1677610602, "openai"),
    ];

    public static void Write(Utf8JsonWriter json, OpenAiModel model)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, model.Id);
        json.WriteString("object"u8, "model"u8);
        json.WriteNumber("created"u8, model.Created);
        json.WriteString("owned_by"u8, model.OwnedBy);
        json.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<OpenAiModel> models)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var model in models)
        {
            Write(json, model);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
