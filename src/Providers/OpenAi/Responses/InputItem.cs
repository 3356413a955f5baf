using System.Runtime.InteropServices;
using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>One thing that was said: a message, a tool's call or its result, or something that is only passed on.</summary>
/// <param name="Type">Its type: <c>message</c>, <c>function_call</c>, <c>item_reference</c>, ….</param>
internal sealed record InputItem(string Type)
{
    public const string Reference = "item_reference";

    /// <summary>Its id; null: it has none yet.</summary>
    public string? Id { get; init; }

    /// <summary>The same in neutral words; null: it says nothing.</summary>
    public Message? Message { get; init; }

    /// <summary>The call that it makes or answers; null: neither.</summary>
    public string? CallId { get; init; }

    /// <summary>The item as sent; undefined where it was a text.</summary>
    public JsonElement Json { get; init; }

    /// <summary>Whether it is a call that waits for a result of the client's.</summary>
    public bool IsCall => Type is "function_call" or "custom_tool_call";

    /// <summary>Whether it is the result of such a call.</summary>
    public bool IsResult => Type is "function_call_output" or "custom_tool_call_output";

    /// <summary>A user's message.</summary>
    public static InputItem Of(string text) => new("message") { Message = new("user", text) };

    /// <summary>How many bytes it takes to keep.</summary>
    public int Size => Json.ValueKind == JsonValueKind.Object ? JsonMarshal.GetRawUtf8Value(Json).Length : Message?.Text?.Length ?? 0;

    /// <summary>As the list of a response's input shows it: with an id, and a message's text as a part.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("type"u8, Type);
        if (Json.ValueKind == JsonValueKind.Object)
        {
            WriteSent(json);
        }
        else
        {
            json.WriteString("status"u8, "completed"u8);
            json.WriteString("role"u8, "user"u8);
            WriteText(json, "input_text", Message?.Text);
        }

        json.WriteEndObject();
    }

    private void WriteSent(Utf8JsonWriter json)
    {
        var isOpen = Type == "message" || IsCall || IsResult;
        if (isOpen && !Json.TryGetProperty("status", out _))
        {
            json.WriteString("status"u8, "completed"u8);
        }

        foreach (var field in Json.EnumerateObject().Where(static field => field.Name is not ("id" or "type")))
        {
            if (Type == "message" && field.Name == "content" && field.Value.ValueKind == JsonValueKind.String)
            {
                WriteText(json, Message?.Role == "assistant" ? "output_text" : "input_text", field.Value.GetString());
            }
            else
            {
                field.WriteTo(json);
            }
        }
    }

    private static void WriteText(Utf8JsonWriter json, string type, string? text)
    {
        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
