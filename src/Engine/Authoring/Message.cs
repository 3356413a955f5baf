using System.Text.Json;
using MockLlm.Engine.Media;

namespace MockLlm.Engine;

/// <summary>One message of a conversation, in neutral words.</summary>
/// <param name="Role">Who speaks: <c>user</c>, <c>assistant</c>, <c>system</c>, ….</param>
/// <param name="Text">Its text parts, joined; null where it has none (a tool's result, an image).</param>
/// <param name="Name">The speaker's name, where one is given.</param>
public sealed record Message(string Role, string? Text, string? Name = null)
{
    /// <summary>Whether it holds results of tools and nothing else: whoever sends it, such a message is not the user's.</summary>
    public bool IsToolResult { get; init; }

    /// <summary>The prompt of a conversation: the text of the last user message that has text; empty where there is none.</summary>
    /// <param name="messages">The conversation, oldest first.</param>
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

    // The results of several calls may stand in as many messages.
    internal static string? ToolResult(IReadOnlyList<Message> messages)
    {
        var first = messages.Count;
        while (first > 0 && messages[first - 1].Role is "tool" or "function")
        {
            first--;
        }

        return first == messages.Count ? null : string.Concat(messages.Skip(first).Select(message => message.Text));
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
    /// The same of a body's message list as it was sent: objects with <c>role</c> and <c>content</c>, the content a string or a list
    /// of parts whose <c>text</c> is joined. What has another form has no text.
    /// </summary>
    /// <param name="messages">The JSON array, oldest first.</param>
    public static string Prompt(JsonElement messages) => messages.ValueKind == JsonValueKind.Array
        ? Prompt(ReadAll(messages))
        : "";

    /// <summary>Reads a body's message list as it was sent.</summary>
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

    /// <summary>Images and sounds beside the text, for counting.</summary>
    internal IReadOnlyList<MediaPart> Media { get; init; } = [];
}
