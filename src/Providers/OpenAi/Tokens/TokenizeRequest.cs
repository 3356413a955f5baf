using MockLlm.Providers.OpenAi.Chat;

namespace MockLlm.Providers.OpenAi.Tokens;

/// <summary>The body of <c>POST /tokenize</c> (vLLM, "Tokenizer API"). It has a text or the messages of a chat.</summary>
/// <param name="Model">The name of the model as the client sent it, or null if it sent none.</param>
/// <param name="Prompt">The text, or null if the request has messages.</param>
/// <param name="Messages">The messages, or null if the request has a text.</param>
/// <param name="StartsReply">Whether the start of the reply follows the messages.</param>
/// <param name="WithTexts">Whether the answer has the text of each token.</param>
internal sealed record TokenizeRequest(string? Model, string? Prompt, IReadOnlyList<Message>? Messages, bool StartsReply, bool WithTexts)
    : IBody<TokenizeRequest>
{
    public static TokenizeRequest Read(JsonFields fields)
    {
        var hasMessages = fields.Has("messages");
        var messages = hasMessages ? fields.Items("messages")?.Objects(ChatMessage.Read) : null;
        return new(
            fields.Text("model"),
            hasMessages ? null : fields.RequiredText("prompt"),
            messages,
            fields.Flag("add_generation_prompt") ?? true,
            fields.Flag("return_token_strs") ?? false);
    }
}
