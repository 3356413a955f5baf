using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Models;

/// <summary>Writes a model as <c>GET /v1/models</c> shows it (OpenAI API reference, "The model object").</summary>
internal static class OpenAiModel
{
    /// <summary>The length of the context in tokens if the model's is not known.</summary>
    public const int UsualLength = 131_072;

    // The vendor's oldest models are owned by "openai", all later ones by "system".
    private static readonly DateTimeOffset FirstOfSystem = new(2023, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Utf8JsonWriter json, ModelInfo model) => Write(json, model, withLength: false);

    /// <summary>Writes a model with the length of its context, as vLLM shows it.</summary>
    public static void WriteWithLength(Utf8JsonWriter json, ModelInfo model) => Write(json, model, withLength: true);

    private static void Write(Utf8JsonWriter json, ModelInfo model, bool withLength)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, model.Name);
        json.WriteString("object"u8, "model"u8);
        json.WriteNumber("created"u8, model.Created?.ToUnixTimeSeconds() ?? 0);
        json.WriteString("owned_by"u8, model.Created < FirstOfSystem ? "openai"u8 : "system"u8);
        if (withLength)
        {
            json.WriteNumber("max_model_len"u8, model.ContextWindow ?? UsualLength);
        }

        json.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<ModelInfo> models, bool withLength)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var model in models)
        {
            Write(json, model, withLength);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
