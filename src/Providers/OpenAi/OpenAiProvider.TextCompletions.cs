using MockLlm.Providers.OpenAi.TextCompletions;

namespace MockLlm.Providers.OpenAi;

public sealed partial class OpenAiProvider
{
    /// <summary><c>POST /v1/completions</c>.</summary>
    [Post("/v1/completions")]
    internal object Complete(TextCompletionRequest request, Mock mock)
    {
        var window = mock.Model(request.Model)?.ContextWindow;
        var (usage, prompts) = (default(Usage), new List<PromptCompletion>());
        foreach (var input in request.Prompts.Items)
        {
            var tokens = input.Count(mock, request.Model);
            if (tokens + (request.Limits?.MaxTokens ?? 0) > window)
            {
                return TextCompletionWording.Context(window.Value, tokens, request.Limits?.MaxTokens);
            }

            if (input.Text(mock, request.Model) is not { } prompt)
            {
                return TextCompletionWording.Token;
            }

            var completion = request.Limits is null
                ? NothingSaid(mock, tokens)
                : mock.Respond(request.Conversation(prompt, tokens));
            var cost = completion.Usage(tokens, request.Choices);
            usage = new(usage.PromptTokens + cost.PromptTokens, usage.CompletionTokens + cost.CompletionTokens);
            prompts.Add(new(request.Echo ? prompt : "", completion));
        }

        var answer = new TextCompletionAnswer(
            "cmpl-" + mock.Ids.Alphanumeric(29), mock.Timestamp, request.Model, prompts, request.Choices, usage);
        var reply = request.Stream
            ? Reply.Stream(Sse.ContentType, mock.Pace(new TextCompletionStream(answer, request.IncludeUsage).Frames(mock), ahead: true))
            : Reply.Json(answer, TextCompletionAnswer.WriteBody);
        return reply.WithHeaders(OpenAiHeaders.Constant);
    }

    private static Completion NothingSaid(Mock mock, int promptTokens)
    {
        mock.Spend(new Usage(promptTokens, 0));
        return new("", FinishReason.Length);
    }
}
