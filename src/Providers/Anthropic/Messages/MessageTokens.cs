using System.Text.Json;
using MockLlm.Providers.Anthropic.Tools;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>
/// Counts the tokens of a conversation. Anthropic's tokenizer is not public. This is the count of a public tokenizer, plus a fixed cost
/// of each message and of the request. The counts grow like the vendor's, and they always agree with each other.
/// </summary>
internal static class MessageTokens
{
    private const int PerRequest = 3;
    private const int PerMessage = 4;

    public static int Count(MessagesInput input, Mock mock) => Count(input, mock, ends: null);

    /// <summary>Returns the tokens of the prompt up to the end of each block of the tools, the system prompt and the messages.</summary>
    public static IReadOnlyList<int> Ends(MessagesInput input, Mock mock)
    {
        List<int> ends = [];
        Count(input, mock, ends);
        return ends;
    }

    private static int Count(MessagesInput input, Mock mock, List<int>? ends)
    {
        var tokens = PerRequest + ToolPromptTokens.Of(input.Tools, input.Model);
        foreach (var tool in input.Tools.Definitions)
        {
            tokens += mock.CountTokens(tool.Counted, input.Model);
            ends?.Add(tokens);
        }

        foreach (var block in input.System)
        {
            tokens += mock.CountTokens(block.Counted, input.Model);
            ends?.Add(tokens);
        }

        foreach (var message in input.Messages)
        {
            tokens += PerMessage;
            foreach (var block in message.Blocks)
            {
                tokens += mock.CountTokens(block.Counted, input.Model) + (block.Media ? block.Pages * ImageTokens.Of(block.Size) : 0);
                ends?.Add(tokens);
            }
        }

        return tokens;
    }

    public static void WriteBody(Utf8JsonWriter json, int tokens)
    {
        json.WriteStartObject();
        json.WriteNumber("input_tokens"u8, tokens);
        json.WriteEndObject();
    }
}
