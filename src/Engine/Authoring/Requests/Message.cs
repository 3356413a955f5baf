using System.Text.Json;
using MockLlm.Engine.Media;

namespace MockLlm.Engine;

/// <summary>One message of a conversation, independent of the request format of any provider.</summary>
/// <param name="Role">The role of the author, such as <c>user</c>, <c>assistant</c> or <c>system</c>.</param>
/// <param name="Text">The joined text parts of the message, or null if it has none, as with an image alone.</param>
/// <param name="Name">The name of the author, or null if none is given.</param>
public sealed record Message(string Role, string? Text, string? Name = null)
{
    /// <summary>Whether the message has only tool results. It then does not count as a message of the user, whatever its role is.</summary>
    public bool IsToolResult { get; init; }

    /// <summary>The prompt of a conversation: the text of the last user message that has text. Empty if there is none.</summary>
    /// <param name="messages">The messages, oldest first.</param>
    public static string Prompt(IReadOnlyList<Message> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            if (messages[i] is { Role: "user", Text: { } text })
            {
                return text;
            }
        }

        return "";
    }

    internal static string System(IReadOnlyList<Message> messages)
    {
        var text = "";
        for (var i = 0; i < messages.Count; i++)
        {
            text += messages[i].Role is "system" or "developer" ? messages[i].Text : "";
        }

        return text;
    }

    // Several calls may have their results in several messages.
    internal static string? ToolResult(IReadOnlyList<Message> messages)
    {
        var first = messages.Count;
        while (first > 0 && messages[first - 1].Role is "tool" or "function")
        {
            first--;
        }

        return first == messages.Count ? null : string.Join('\n', messages.Skip(first).Select(message => message.Text).OfType<string>());
    }

    internal static int Turn(IReadOnlyList<Message> messages)
    {
        var turns = 0;
        for (var i = 0; i < messages.Count; i++)
        {
            turns += messages[i] is { Role: "user", IsToolResult: false } ? 1 : 0;
        }

        return turns;
    }

    /// <summary>
    /// The prompt of a JSON array of messages. Each message is an object with <c>role</c> and <c>content</c>. The content is a string or an
    /// array of parts, whose <c>text</c> values are joined. A message in another format counts as one without text.
    /// </summary>
    /// <param name="messages">The JSON array, oldest message first.</param>
    public static string Prompt(JsonElement messages) => messages.ValueKind == JsonValueKind.Array
        ? Prompt(ReadAll(messages))
        : "";

    /// <summary>Reads a JSON array of messages.</summary>
    internal static IReadOnlyList<Message> ReadAll(JsonElement messages) => [.. messages.EnumerateArray().Select(Read)];

    private static Message Read(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            return new("", null);
        }

        var has = message.TryGetProperty("content", out var content);
        return new(TextOf(message, "role") ?? "", has ? ContentText(content) : null, TextOf(message, "name"))
        {
            IsToolResult = has && HoldsOnlyToolResults(content),
        };
    }

    private static bool HoldsOnlyToolResults(JsonElement content) =>
        content.ValueKind == JsonValueKind.Array && content.GetArrayLength() > 0
        && content.EnumerateArray().All(part => TextOf(part, "type") == "tool_result");

    internal static string? ContentText(JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.Array)
        {
            return content.ValueKind == JsonValueKind.String ? content.GetString() : null;
        }

        List<string> texts = [.. content.EnumerateArray().Select(part => TextOf(part, "text")).OfType<string>()];
        return texts.Count == 0 ? null : string.Concat(texts);
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    /// <summary>Images, audio and documents in the message. They count as tokens.</summary>
    internal IReadOnlyList<MediaPart> Media { get; init; } = [];
}
