using System.Text;
using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Tools;

/// <summary>
/// Writes the arguments of a call as the object that <c>input</c> must be. If the text ends early, unfinished keys and values are left
/// out, and open objects and arrays are closed. A client that joins the pieces of a stream gets the same object.
/// </summary>
internal static class ToolInput
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    public static void Write(Utf8JsonWriter json, string arguments)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(arguments), isFinalBlock: false, new JsonReaderState(Options));
        if (!Next(ref reader) || reader.TokenType != JsonTokenType.StartObject)
        {
            json.WriteStartObject();
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject();
        var open = new Stack<JsonTokenType>([JsonTokenType.StartObject]);
        string? key = null;
        while (open.Count > 0 && Next(ref reader))
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                key = reader.GetString();
                continue;
            }

            if (key is not null)
            {
                json.WritePropertyName(key);
                key = null;
            }

            Copy(ref reader, json, open);
        }

        while (open.TryPop(out var container))
        {
            Close(json, container);
        }
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter json, Stack<JsonTokenType> open)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                json.WriteStartObject();
                open.Push(JsonTokenType.StartObject);
                break;
            case JsonTokenType.StartArray:
                json.WriteStartArray();
                open.Push(JsonTokenType.StartArray);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                Close(json, open.Pop());
                break;
            case JsonTokenType.String:
                json.WriteStringValue(reader.GetString());
                break;
            default:
                json.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static void Close(Utf8JsonWriter json, JsonTokenType container)
    {
        if (container == JsonTokenType.StartObject)
        {
            json.WriteEndObject();
        }
        else
        {
            json.WriteEndArray();
        }
    }

    // The text also ends where its JSON is broken, because a fault or a rule may break it on purpose. Half of a surrogate pair ends it as well.
    private static bool Next(ref Utf8JsonReader reader)
    {
        try
        {
            if (!reader.Read())
            {
                return false;
            }

            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                reader.GetString();
            }

            return true;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
