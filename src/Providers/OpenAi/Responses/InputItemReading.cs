using System.Text.Json;
using MockLlm.Engine.Media;
using MockLlm.Providers.OpenAi.Inputs;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>Reads one input item of a response request.</summary>
internal static class InputItemReading
{
    private const int LongestCallId = 64;

    private static readonly string[] Types =
    [
        "additional_tools", "apply_patch_call", "apply_patch_call_output", "code_interpreter_call", "compaction", "compaction_trigger",
        "computer_call", "computer_call_output", "configuration_update", "custom_tool_call", "custom_tool_call_output", "file_search_call",
        "function_call", "function_call_output", "image_generation_call", "item_reference", "local_shell_call", "local_shell_call_output",
        "mcp_approval_request", "mcp_approval_response", "mcp_call", "mcp_list_tools", "message", "program", "program_output", "reasoning",
        "shell_call", "shell_call_output", "tool_search_call", "tool_search_output", "web_search_call",
    ];

    private static readonly string[] Roles = ["assistant", "system", "developer", "user"];

    private static readonly string[] PartTypes =
        ["input_text", "input_image", "output_text", "refusal", "input_file", "input_audio", "computer_screenshot", "summary_text"];

    public static InputItem Read(JsonFields fields)
    {
        var type = fields.OneOf("type", Types) ?? (fields.Has("id") && !fields.Has("role") ? InputItem.Reference : "message");
        var item = type switch
        {
            "message" => ReadMessage(fields),
            "function_call" => ReadCall(fields, "arguments"),
            "custom_tool_call" => ReadCall(fields, "input"),
            "function_call_output" or "custom_tool_call_output" => ReadResult(fields),
            "reasoning" => ReadReasoning(fields),
            InputItem.Reference => ReadReference(fields),
            _ => ReadOther(type),
        };
        return item with { Type = type, Id = fields.Text("id") };
    }

    private static InputItem ReadMessage(JsonFields fields)
    {
        var role = fields.Required("role") ? fields.OneOf("role", Roles) ?? "" : "";
        return Said(role, fields, "content");
    }

    private static InputItem ReadCall(JsonFields fields, string arguments)
    {
        var name = fields.RequiredText("name");
        var call = fields.RequiredText("call_id", LongestCallId);
        return new("") { CallId = call, Message = new("assistant", fields.RequiredText(arguments), name) };
    }

    private static InputItem ReadResult(JsonFields fields)
    {
        var call = fields.RequiredText("call_id", LongestCallId);
        return Said("tool", fields, "output") with { CallId = call };
    }

    private static InputItem ReadReasoning(JsonFields fields)
    {
        if (fields.Required("summary"))
        {
            fields.Items("summary");
        }

        return new("");
    }

    private static InputItem ReadReference(JsonFields fields)
    {
        fields.RequiredText("id");
        return new("");
    }

    // The imitated model makes no use of the items of hosted tools. The result of a tool is a message.
    private static InputItem ReadOther(string type) => new("")
    {
        Message = type.EndsWith("_call_output", StringComparison.Ordinal) ? new("tool", null) : null,
    };

    private static InputItem Said(string role, JsonFields fields, string name)
    {
        var (text, media) = fields.Required(name) ? ReadContent(fields, name) : default;
        return new("") { Message = new(role, text) { Media = media ?? [] } };
    }

    private static (string? Text, IReadOnlyList<MediaPart>? Media) ReadContent(JsonFields fields, string name)
    {
        var content = fields.Any(name)!.Value;
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                var said = content.GetString();
                fields.Check(name, said, BoundedText.LongestContent);
                return (said, null);
            case JsonValueKind.Array:
                var parts = fields.Items(name)!.Value.Objects(ReadPart);
                var texts = parts.Where(static part => part.Text is not null).Select(static part => part.Text).ToList();
                return (texts.Count == 0 ? null : string.Join(name == "output" ? "\n" : "", texts), [.. parts.Select(static part => part.Medium).OfType<MediaPart>()]);
            default:
                fields.Note(BodyFlaw.WrongType, name, "one of a string or array of objects", JsonTypeNames.TypeOf(content));
                return default;
        }
    }

    private static (string? Text, MediaPart? Medium) ReadPart(JsonFields part) => (part.Required("type") ? part.OneOf("type", PartTypes) : null) switch
    {
        "input_text" or "output_text" => (part.RequiredText("text"), null),
        "refusal" => (part.RequiredText("refusal"), null),
        "input_image" => (null, MediaParts.Image(part, "image_url", part.Text("detail"))),
        "input_file" => (null, MediaParts.Read(part, "input_file")),
        _ => default,
    };
}
