using System.Globalization;
using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Models;

/// <summary>Writes a model as <c>GET /v1/models</c> shows it (Claude API reference, "Models").</summary>
internal static class AnthropicModel
{
    private static readonly string[] Lines = ["haiku", "sonnet", "opus", "fable", "mythos"];

    public static void Write(Utf8JsonWriter json, ModelInfo model)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "model"u8);
        json.WriteString("id"u8, model.Name);
        json.WriteString("display_name"u8, model.DisplayName ?? model.Name);
        json.WriteString("created_at"u8, CreatedAt(model));
        json.WriteString("line"u8, Lines.FirstOrDefault(model.Name.Split('-').Contains));
        json.WriteString("lifecycle"u8, "active"u8);
        json.WriteNull("deprecated_at"u8);
        json.WriteNull("retires_at"u8);
        WriteLimit(json, "max_input_tokens"u8, model.ContextWindow);
        WriteLimit(json, "max_tokens"u8, model.MaxTokens);
        json.WriteNull("capabilities"u8);
        json.WriteEndObject();
    }

    // The live API writes the Unix epoch if the day is not known.
    private static string CreatedAt(ModelInfo model) =>
        (model.Created ?? DateTimeOffset.UnixEpoch).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void WriteLimit(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? tokens)
    {
        json.WritePropertyName(name);
        if (tokens is { } limit)
        {
            json.WriteNumberValue(limit);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
