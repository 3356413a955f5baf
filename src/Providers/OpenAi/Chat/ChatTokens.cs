using MockLlm.Providers.OpenAi.Inputs;
using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>
/// Counts the tokens of chat messages by OpenAI's published recipe (cookbook, "How to count tokens with tiktoken"): 3 per message, 1 per
/// name, 3 for the start of the reply, and the tokens of role, content and name. The tokens of tools, images and sounds are added. Earlier
/// calls cost the tokens of their names and arguments.
/// </summary>
internal static class ChatTokens
{
    private const int PerMessage = 3;
    private const int PerName = 1;
    private const int ReplyStart = 3;

    public static int Count(ChatRequest request, Mock mock)
    {
        var model = request.Model;
        var tokens = Count(request.Messages, model, mock) + (request.Tools is { } tools ? ToolTokens.Count(tools.Tools, model, mock) : 0);
        foreach (var turn in request.ToolTurns)
        {
            foreach (var call in turn.Calls)
            {
                tokens += mock.CountTokens(call.Name, model) + mock.CountTokens(call.Arguments, model);
            }
        }

        return tokens;
    }

    /// <summary>Counts the tokens of the messages alone.</summary>
    public static int Count(IReadOnlyList<Message> messages, string model, Mock mock)
    {
        var tokens = ReplyStart;
        foreach (var message in messages)
        {
            tokens += PerMessage + mock.CountTokens(message.Role, model) + mock.CountTokens(message.Text ?? "", model);
            tokens += message.Media.Count == 0 ? 0 : message.Media.Sum(medium => MediaParts.Tokens(medium, model, mock));
            tokens += message.Name is null ? 0 : PerName + mock.CountTokens(message.Name, model);
        }

        return tokens;
    }
}
