using System.Text.Json;
using MockLlm.Engine.Bodies;

namespace MockLlm.Providers.OpenAi;

/// <summary>Reads one message of a chat request.</summary>
internal static class ChatMessage
{
    private static readonly string[] Roles = ["system", "assistant", "user", "function", "tool", "developer"];
    private static readonly string[] PartTypes = ["text", "image_url", "input_audio", "refusal", "audio", "file"];
    private static readonly string[] Substitutes = ["tool_calls", "function_call", "refusal", "audio"];

    public static Message Read(JsonFields fields)
    {
        var role = fields.Required("role") ? fields.OneOf("role", Roles) ?? "" : "";
        return new(role, ReadContent(fields, role), fields.Text("name"));
    }

    private static string? ReadContent(JsonFields fields, string role)
    {
        if (fields.Any("content") is not { } content)
        {
            NoteMissing(fields, role);
            return null;
        }

        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                return content.GetString();
            case JsonValueKind.Array:
                var texts = fields.Items("content")!.Value.Objects(ReadPart).Where(text => text is not null).ToList();
                return texts.Count == 0 ? null : string.Concat(texts);
            default:
                fields.Note(BodyFlaw.WrongType, "content", "one of a string or array of objects", JsonWords.TypeOf(content));
                return null;
        }
    }

    // An assistant may have spoken otherwise than in text. Of a developer's content alone the live API says that it is missing.
    private static void NoteMissing(JsonFields fields, string role)
    {
        if (role == "developer")
        {
            fields.Required("content");
        }
        else if (role != "assistant" || !Substitutes.Any(fields.Has))
        {
            fields.Note(BodyFlaw.WrongType, "content", "string", "null");
        }
    }

    private static string? ReadPart(JsonFields part)
    {
        var type = part.Required("type") ? part.OneOf("type", PartTypes) : null;
        return type == "text" ? part.RequiredText("text") : null;
    }
}
