using System.Text.Json;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The fields of a request that its answer repeats. A field that is not given has the vendor's default.</summary>
internal sealed class ShownFields
{
    private static readonly (string Name, string? Default)[] All =
    [
        ("background", "false"),
        ("instructions", "null"),
        ("max_output_tokens", "null"),
        ("max_tool_calls", "null"),
        ("parallel_tool_calls", "true"),
        ("previous_response_id", "null"),
        ("prompt_cache_key", "null"),
        ("prompt_cache_retention", "null"),
        ("safety_identifier", "null"),
        ("store", "true"),
        ("temperature", "1.0"),
        ("tool_choice", "\"auto\""),
        ("top_logprobs", "0"),
        ("top_p", "1.0"),
        ("truncation", "\"disabled\""),
        ("user", "null"),
        ("metadata", "{}"),
        ("prompt", null),
    ];

    // The bytes of this object and its array.
    private const int Overhead = 440;

    private readonly JsonElement[] _given = new JsonElement[All.Length];

    private JsonElement? _conversation;
    private JsonElement? _text;
    private JsonElement? _tools;

    public static ShownFields Read(JsonFields fields)
    {
        var shown = new ShownFields { _conversation = Kept(fields, "conversation"), _text = Kept(fields, "text"), _tools = Kept(fields, "tools") };
        for (var i = 0; i < All.Length; i++)
        {
            shown._given[i] = Kept(fields, All[i].Name) ?? default;
        }

        return shown;
    }

    /// <summary>About the bytes that the fields take.</summary>
    public long Size => Overhead
        + StoreSize.Of(_conversation.GetValueOrDefault()) + StoreSize.Of(_text.GetValueOrDefault()) + StoreSize.Of(_tools.GetValueOrDefault())
        + _given.Sum(static given => StoreSize.Of(given));

    public void Write(Utf8JsonWriter json)
    {
        for (var i = 0; i < All.Length; i++)
        {
            WriteField(json, All[i].Name, _given[i], All[i].Default);
        }

        WriteConversation(json);
        WriteText(json);
        WriteTools(json);
    }

    private static JsonElement? Kept(JsonFields fields, string name) => fields.Any(name)?.Clone();

    private static void WriteField(Utf8JsonWriter json, string name, JsonElement given, string? byDefault)
    {
        if (given.ValueKind != JsonValueKind.Undefined)
        {
            json.WritePropertyName(name);
            given.WriteTo(json);
        }
        else if (byDefault is not null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(byDefault);
        }
    }

    private void WriteConversation(Utf8JsonWriter json)
    {
        if (_conversation is { ValueKind: JsonValueKind.String } id)
        {
            json.WriteStartObject("conversation"u8);
            json.WriteString("id"u8, id.GetString());
            json.WriteEndObject();
        }
        else if (_conversation is { } given)
        {
            json.WritePropertyName("conversation"u8);
            given.WriteTo(json);
        }
    }

    private void WriteText(Utf8JsonWriter json)
    {
        json.WriteStartObject("text"u8);
        WriteField(json, "format", Of(_text, "format"), """{"type":"text"}""");
        WriteField(json, "verbosity", Of(_text, "verbosity"), "\"medium\"");
        json.WriteEndObject();
    }

    // The live API shows the defaults of a function, such as that it is strict.
    private void WriteTools(Utf8JsonWriter json)
    {
        json.WriteStartArray("tools"u8);
        foreach (var tool in _tools is { ValueKind: JsonValueKind.Array } tools ? tools.EnumerateArray() : default)
        {
            json.WriteStartObject();
            foreach (var field in tool.EnumerateObject())
            {
                field.WriteTo(json);
            }

            if (tool.TryGetProperty("type", out var type) && type.ValueEquals("function"u8))
            {
                WriteMissing(json, tool, "description", "null");
                WriteMissing(json, tool, "parameters", "null");
                WriteMissing(json, tool, "strict", "true");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMissing(Utf8JsonWriter json, JsonElement tool, string name, string byDefault)
    {
        if (!tool.TryGetProperty(name, out _))
        {
            WriteField(json, name, default, byDefault);
        }
    }

    private static JsonElement Of(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : default;
}
