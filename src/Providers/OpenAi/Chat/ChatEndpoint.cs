using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>Answers <c>POST /v1/chat/completions</c>.</summary>
internal static class ChatEndpoint
{
    /// <summary>Returns the limit of the model that a request exceeds, or null if it exceeds none.</summary>
    public static Problem? Check(ChatRequest request, Mock mock) => ModelLimits.Check(
        mock.Model(request.Model),
        request.Limits.MaxTokens,
        request.PromptTokens(mock),
        request,
        OpenAiWording.Instance,
        static (request, model) => OpenAiWording.TooManyTokens(request.LimitField, request.Limits.MaxTokens!.Value, model.MaxTokens!.Value));

    public static Reply Answer(ChatRequest request, Mock mock)
    {
        var promptTokens = request.PromptTokens(mock);
        var isVllm = mock.Settings<OpenAiSettings>().IsVllm;
        var conversation = request.Conversation(promptTokens);
        var completion = mock.Respond(isVllm ? conversation with { WantsReasoning = true } : conversation);
        var answer = new ChatAnswer(
            mock.Ids.Alphanumeric("chatcmpl-", 29),
            mock.Now.ToUnixTimeSeconds(),
            request.Model,
            request.Choices,
            completion,
            completion.Usage(promptTokens, request.Choices))
        {
            Tools = request.Tools,
            ShowsReasoning = isVllm,
            Logprobs = request.Logprobs is { } alternatives ? new(alternatives, text => mock.TokenBytes(text, request.Model)) : null,
            CallIds = ChatAnswer.NewCallIds(completion, request.Choices, mock.Ids),
        };
        return request.Stream
            ? Reply.Stream(Sse.ContentType, mock.Paced(new ChatStream(answer, request.Usage).Frames(mock)))
            : Reply.Json(answer, ChatAnswer.WriteBody, mock.Work);
    }
}
