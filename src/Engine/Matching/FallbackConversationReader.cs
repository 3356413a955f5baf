using System.Text.Json;

namespace MockLlm.Engine.Matching;

/// <summary>
/// Reads a conversation from a JSON body by the usual names of its fields. It is used if a provider does not override
/// <see cref="LlmProvider.Read"/>.
/// </summary>
internal static class FallbackConversationReader
{
    /// <summary>Reads a body. Null if the body is not an object.</summary>
    public static Conversation? Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var conversation = new Conversation(Messages(body), Text(body, "model"))
        {
            Stream = body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True,
        };
        return body.TryGetProperty("system", out var system) && Message.ContentText(system) is { } text
            ? conversation with { System = text }
            : conversation;
    }

    private static IReadOnlyList<Message> Messages(JsonElement body)
    {
        if (body.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array)
        {
            return Message.ReadAll(messages);
        }

        return Text(body, "prompt") is { } prompt ? [new("user", prompt)] : [];
    }

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
