namespace MockLlm.Engine;

/// <summary>One message of a conversation, in neutral words.</summary>
/// <param name="Role">Who speaks: <c>user</c>, <c>assistant</c>, <c>system</c>, ….</param>
/// <param name="Text">Its text parts, joined; null where it has none (a tool's result, an image).</param>
/// <param name="Name">The speaker's name, where one is given.</param>
public sealed record Message(string Role, string? Text, string? Name = null)
{
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
}
