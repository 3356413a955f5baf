namespace MockLlm.Providers.OpenAi.TextCompletions;

/// <summary>Answers <c>POST /v1/completions</c>.</summary>
internal static class TextCompletionEndpoint
{
    // About the memory of a choice before it is written, and the steps to write it.
    private const long BytesPerChoice = 64;
    private const long BytesPerStreamedChoice = 1200;
    private const long StepsPerChoice = 10;

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public static object Answer(TextCompletionRequest request, Mock mock)
    {
        var choices = (long)request.Prompts.Items.Count * request.Choices;
        mock.Work.Take(choices * (request.Stream ? BytesPerStreamedChoice : BytesPerChoice));
        mock.Work.Count(choices * StepsPerChoice);
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
                ? EchoOnly(mock, tokens)
                : mock.Respond(request.Conversation(prompt, tokens));
            var cost = completion.Usage(tokens, request.Choices);
            usage = new(usage.PromptTokens + cost.PromptTokens, usage.CompletionTokens + cost.CompletionTokens);
            prompts.Add(new(request.Echo ? prompt : "", tokens, completion));
        }

        var answer = new TextCompletionAnswer(
            "cmpl-" + mock.Ids.Alphanumeric(29), mock.Timestamp, request.Model, prompts, request.Choices, usage);
        return request.Stream
            ? Reply.Stream(Sse.ContentType, mock.Paced(new TextCompletionStream(answer, request.Usage).Frames(mock)))
            : Reply.Json(answer, TextCompletionAnswer.WriteBody, mock.Work);
    }

    // The request asks for no tokens of its own: the answer holds at most the prompt.
    private static Completion EchoOnly(Mock mock, int promptTokens)
    {
        mock.Spend(new Usage(promptTokens, 0));
        return new("", FinishReason.Length);
    }
}
