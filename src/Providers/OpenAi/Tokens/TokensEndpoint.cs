using System.Text.Json;
using MockLlm.Providers.OpenAi.Models;

namespace MockLlm.Providers.OpenAi.Tokens;

/// <summary>Answers <c>POST /tokenize</c> and <c>POST /detokenize</c> (vLLM, "Tokenizer API").</summary>
internal static class TokensEndpoint
{
    // About the memory of a character's tokens: their numbers, and what is kept while they are found.
    private const long BytesPerCharacter = 16;

    public static Reply Tokenize(TokenizeRequest request, Mock mock)
    {
        mock.Work.Take(BytesPerCharacter * (request.Prompt?.Length ?? request.Messages?.Sum(static message => (long)(message.Text?.Length ?? 0)) ?? 0));
        var tokens = request.Messages is { } messages
            ? new ChatTemplate(mock, request.Model).Of(messages, request.StartsReply)
            : mock.TokenNumbers(request.Prompt ?? "", request.Model);
        var texts = request.WithTexts ? tokens.Select(token => mock.Decode([token], request.Model) ?? "").ToList() : null;
        var length = (request.Model is { } name ? mock.Model(name)?.ContextWindow : null) ?? OpenAiModel.UsualLength;
        return Reply.Json((tokens, texts, length), Write, mock.Work);
    }

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public static object Detokenize(DetokenizeRequest request, Mock mock) => mock.Decode(request.Tokens, request.Model) is { } text
        ? Reply.Json(text, WriteText, mock.Work)
        : Problem.Of(ErrorKind.InvalidRequest, "'tokens' holds a token that is not in the model's vocabulary.") with { Param = "tokens" };

    private static void Write(Utf8JsonWriter json, (IReadOnlyList<int> Tokens, List<string>? Texts, int MaxLength) answer)
    {
        json.WriteStartObject();
        json.WriteNumber("count"u8, answer.Tokens.Count);
        json.WriteNumber("max_model_len"u8, answer.MaxLength);
        json.WriteStartArray("tokens"u8);
        foreach (var token in answer.Tokens)
        {
            json.WriteNumberValue(token);
        }

        json.WriteEndArray();
        if (answer.Texts is null)
        {
            json.WriteNull("token_strs"u8);
        }
        else
        {
            json.WriteStartArray("token_strs"u8);
            answer.Texts.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("prompt"u8, text);
        json.WriteEndObject();
    }
}
