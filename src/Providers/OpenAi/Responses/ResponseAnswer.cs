namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>
/// What a request is answered, before it is encoded: the plain body, the events and what is kept are all made from this.
/// </summary>
/// <param name="Id"><c>resp_</c> and 50 hexadecimal digits.</param>
/// <param name="Model">The model's name as sent.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="Completed">Unix seconds: when its last token was said.</param>
/// <param name="Completion">What is said.</param>
/// <param name="Usage">What it costs.</param>
/// <param name="Items">What is said, item by item.</param>
internal sealed partial record ResponseAnswer(
    string Id, string Model, long Created, long Completed, Completion Completion, Usage Usage, IReadOnlyList<OutputItem> Items)
{
    /// <summary>What was asked of the model's reasoning.</summary>
    public required ResponseReasoning Reasoning { get; init; }

    /// <summary>The request's fields that are repeated.</summary>
    public required ShownFields Shown { get; init; }

    /// <summary>Why it is incomplete; null: it is complete.</summary>
    public string? CutBy => Completion.FinishReason switch
    {
        FinishReason.Length => "max_output_tokens",
        FinishReason.ContentFilter => "content_filter",
        _ => null,
    };

    /// <summary>What it becomes at its end: <c>completed</c> or <c>incomplete</c>.</summary>
    public string Outcome => CutBy is null ? "completed" : "incomplete";

    public static ResponseAnswer Of(ResponseRequest request, Completion completion, int promptTokens, Mock mock) => new(
        ResponseIds.Response(mock.Ids),
        request.Model,
        mock.Timestamp,
        (mock.Now + mock.Timing.End).ToUnixTimeSeconds(),
        completion,
        completion.Usage(promptTokens),
        OutputItems.Of(completion, request.Reasoning, mock.Ids))
    {
        Reasoning = request.Reasoning,
        Shown = request.Shown,
    };
}
