using System.Text.Json;

namespace MockLlm.Providers.Anthropic;

/// <summary>
/// What a conversation costs. Anthropic's tokeniser is not public: this is a public one's count and a fixed cost of each message
/// and of the request, so that counts grow as the vendor's do and always agree with each other.
/// </summary>
internal static class MessageTokens
{
    private const int PerRequest = 3;
    private const int PerMessage = 4;

    public static int Count(MessagesInput input, Mock mock)
    {
        var tokens = PerRequest + input.System.Sum(text => mock.CountTokens(text, input.Model));
        foreach (var message in input.Messages)
        {
            tokens += PerMessage;
            tokens += message.Blocks.Sum(block => mock.CountTokens(block.Counted, input.Model) + (block.Media ? ImageTokens.Of(block.Size) : 0));
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
