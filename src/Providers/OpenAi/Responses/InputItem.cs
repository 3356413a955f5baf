using System.Text.Json;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>One item of a conversation: a message, a tool call, the result of one, or an item that is only passed on.</summary>
/// <param name="Type">The type, such as <c>message</c>, <c>function_call</c> or <c>item_reference</c>.</param>
internal sealed record InputItem(string Type)
{
    public const string Reference = "item_reference";

    private const string Output = "output_text";

    /// <summary>The id, or null if it has none yet.</summary>
    public string? Id { get; init; }

    /// <summary>The message in the terms that all providers share, or null if the item has no text.</summary>
    public Message? Message { get; init; }

    /// <summary>The id of the call that the item makes or answers, or null if it does neither.</summary>
    public string? CallId { get; init; }

    /// <summary>The item as the client sent it. Undefined if the client sent a plain text.</summary>
    public JsonElement Json { get; init; }

    /// <summary>Whether the item is a call that needs a result from the client.</summary>
    public bool IsCall => Type is "function_call" or "custom_tool_call";

    /// <summary>Whether the item is the result of such a call.</summary>
    public bool IsResult => Type is "function_call_output" or "custom_tool_call_output";

    /// <summary>Makes a message of the user.</summary>
    public static InputItem Of(string text) => new("message") { Message = new("user", text) };

    /// <summary>About the bytes that the item takes in a store.</summary>
    public long Size => StoreSize.Object + StoreSize.Of(Type) + StoreSize.Of(Id) + StoreSize.Of(CallId) + SizeOf(Message)
        + (Json.ValueKind == JsonValueKind.Undefined ? 0 : StoreSize.OfPart(Json));

    /// <summary>Writes the item as the list of input items shows it: with an id, with the text of a message as a part, and with the defaults of its parts.</summary>
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

    private static long SizeOf(Message? message) => message is null
        ? 0
        : StoreSize.Object + StoreSize.Of(message.Role) + StoreSize.Of(message.Text) + StoreSize.Of(message.Name)
            + message.Media.Sum(static part => (2 * StoreSize.Object) + StoreSize.Of(part.Detail) + StoreSize.Of(part.Document.Text));

    private void WriteSent(Utf8JsonWriter json)
    {
        var isOpen = Type == "message" || IsCall || IsResult;
        if (isOpen && !Json.TryGetProperty("status", out _))
        {
            json.WriteString("status"u8, "completed"u8);
        }

        foreach (var field in Json.EnumerateObject().Where(static field => field.Name is not ("id" or "type")))
        {
            if (Type == "message" && field.Name == "content")
            {
                WriteContent(json, field.Value);
            }
            else
            {
                field.WriteTo(json);
            }
        }
    }

    private void WriteContent(Utf8JsonWriter json, JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            WriteText(json, Message?.Role == "assistant" ? Output : "input_text", content.GetString());
            return;
        }

        json.WriteStartArray("content"u8);
        foreach (var part in content.EnumerateArray())
        {
            json.WriteStartObject();
            foreach (var field in part.EnumerateObject())
            {
                field.WriteTo(json);
            }

            WriteDefaults(json, part);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // A listed part has these fields even if the client left them out.
    private static void WriteDefaults(Utf8JsonWriter json, JsonElement part)
    {
        switch (part.GetProperty("type"u8).GetString())
        {
            case Output:
                WriteEmpty(json, part, "annotations");
                WriteEmpty(json, part, "logprobs");
                break;
            case "input_image" when !part.TryGetProperty("detail"u8, out _):
                json.WriteString("detail"u8, "auto"u8);
                break;
        }
    }

    private static void WriteEmpty(Utf8JsonWriter json, JsonElement part, string name)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty(name, out _))
        {
            json.WriteStartArray(name);
            json.WriteEndArray();
        }
    }

    private static void WriteText(Utf8JsonWriter json, string type, string? text)
    {
        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("text"u8, text);
        if (type == Output)
        {
            WriteEmpty(json, default, "annotations");
            WriteEmpty(json, default, "logprobs");
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }
}
