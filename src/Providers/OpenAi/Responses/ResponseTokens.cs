namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>
/// What was said costs, by the published recipe for chat messages (cookbook, "How to count tokens with tiktoken"): 3 a message, 1 a
/// name, 3 for the reply's start, the tokens of the texts, and what tools and images cost.
/// </summary>
internal static class ResponseTokens
{
    private const int PerMessage = 3;
    private const int PerName = 1;
    private const int ReplyStart = 3;

    public static int Count(IReadOnlyList<Message> messages, IReadOnlyList<ChatTool> tools, string model, Mock mock)
    {
        var tokens = ReplyStart + ToolTokens.Count(tools, model, mock);
        foreach (var message in messages)
        {
            tokens += PerMessage + mock.CountTokens(message.Role, model) + mock.CountTokens(message.Text ?? "", model);
            tokens += message.Name is null ? 0 : PerName + mock.CountTokens(message.Name, model);
            tokens += message.Media.Count == 0 ? 0 : message.Media.Sum(medium => MediaParts.Tokens(medium, model));
        }

        return tokens;
    }
}
