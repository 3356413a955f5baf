namespace MockLlm.Providers.OpenAi;

/// <summary>
/// What chat messages cost, by OpenAI's published recipe (cookbook, "How to count tokens with tiktoken"): 3 per message, 1 per
/// name, 3 for the start of the reply, and the tokens of role, content and name; and what images and sounds cost.
/// </summary>
internal static class ChatTokens
{
    private const int PerMessage = 3;
    private const int PerName = 1;
    private const int ReplyStart = 3;

    public static int Count(IReadOnlyList<Message> messages, string model, Mock mock)
    {
        var tokens = ReplyStart;
        foreach (var message in messages)
        {
            tokens += PerMessage + mock.CountTokens(message.Role, model) + mock.CountTokens(message.Text ?? "", model);
            tokens += message.Media.Sum(medium => MediaParts.Tokens(medium, model));
            tokens += message.Name is null ? 0 : PerName + mock.CountTokens(message.Name, model);
        }

        return tokens;
    }
}
