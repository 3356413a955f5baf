using System.Buffers;
using System.Text.Json;
using MockLlm.Engine.Media;
using MockLlm.Providers.OpenAi.Inputs;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>Reads one message of a chat request.</summary>
internal static class ChatMessage
{
    private static readonly string[] Roles = ["system", "assistant", "user", "function", "tool", "developer"];
    private static readonly string[] PartTypes = ["text", "image_url", "input_audio", "refusal", "audio", "file"];
    private static readonly string[] Substitutes = ["tool_calls", "function_call", "refusal", "audio"];

    // In the pattern, the signs after the space are < | \ / and >.
    private const string NamePattern = @"^[^\s<|\\/>]+$";
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("<|\\/>");

    public static Message Read(JsonFields fields)
    {
        var role = fields.Required("role") ? fields.OneOf("role", Roles) ?? "" : "";
        var (text, media) = ReadContent(fields, role);
        return new(role, text, ReadName(fields)) { Media = media };
    }

    private static string? ReadName(JsonFields fields)
    {
        var name = fields.Text("name");
        if (name is not null && !IsName(name))
        {
            fields.Note(BodyFlaw.WrongForm, "name", NamePattern);
        }

        return name;
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !name.AsSpan().ContainsAny(NotInNames) && !name.Any(char.IsWhiteSpace);

    /// <summary>Returns the first message with an image that may have none, or null if there is none.</summary>
    public static Problem? Broken(IReadOnlyList<Message> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i] is { Role: not "user", Media.Count: > 0 } message && message.Media.Any(static part => part.Kind == MediaKind.Image))
            {
                return Problem.Of(
                    ErrorKind.InvalidRequest,
                    $"Invalid 'messages[{i}]'. Image URLs are only allowed for messages with role 'user', but this message with role '{message.Role}' contains an image URL.") with
                {
                    Param = $"messages[{i}]",
                    Code = "invalid_value",
                };
            }
        }

        return null;
    }

    private static (string? Text, IReadOnlyList<MediaPart> Media) ReadContent(JsonFields fields, string role)
    {
        if (fields.Any("content") is not { } content)
        {
            NoteMissing(fields, role);
            return (null, []);
        }

        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                var said = content.GetString();
                fields.Check("content", said, BoundedText.LongestContent);
                return (said, []);
            case JsonValueKind.Array:
                var parts = fields.Items("content")!.Value.Objects(ReadPart);
                var texts = parts.Where(part => part.Text is not null).Select(part => part.Text).ToList();
                return (texts.Count == 0 ? null : string.Join(role is "tool" or "function" ? "\n" : "", texts), [.. parts.Select(part => part.Medium).OfType<MediaPart>()]);
            default:
                fields.Note(BodyFlaw.WrongType, "content", "one of a string or array of objects", JsonTypeNames.TypeOf(content));
                return (null, []);
        }
    }

    // A message of the assistant needs no text. Only the missing content of a developer message is reported as missing.
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

    private static (string? Text, MediaPart? Medium) ReadPart(JsonFields part)
    {
        var type = part.Required("type") ? part.OneOf("type", PartTypes) : null;
        return type == "text" ? (part.RequiredText("text"), null) : (null, MediaParts.Read(part, type));
    }
}
