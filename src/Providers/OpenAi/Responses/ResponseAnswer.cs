using System.Text.Json;

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
internal sealed record ResponseAnswer(
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

    /// <summary>The body of a plain answer (OpenAI API reference, "The response object").</summary>
    public static void WriteBody(Utf8JsonWriter json, ResponseAnswer answer) => answer.Write(json, whole: true);

    /// <summary>The object; before anything is said where it is not whole.</summary>
    public void Write(Utf8JsonWriter json, bool whole)
    {
        json.WriteStartObject();
        WriteHead(json, whole);
        json.WriteStartArray("output"u8);
        foreach (var item in whole ? Items : [])
        {
            item.Write(json, whole: true);
        }

        json.WriteEndArray();
        Shown.Write(json);
        json.WriteStartObject("reasoning"u8);
        json.WriteString("effort"u8, Reasoning.EffortOf(Model));
        json.WriteString("summary"u8, Reasoning.Summary);
        json.WriteEndObject();
        json.WriteString("service_tier"u8, whole ? "default"u8 : "auto"u8);
        json.WritePropertyName("usage"u8);
        WriteUsage(json, whole);
        json.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter json, bool whole)
    {
        json.WriteString("id"u8, Id);
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, Created);
        json.WriteString("status"u8, whole ? Outcome : "in_progress");
        WriteCompleted(json, whole);
        json.WriteNull("error"u8);
        WriteCut(json, whole);
        json.WriteString("model"u8, Model);
        json.WriteNull("access_programs"u8);
        json.WriteNull("moderation"u8);
        json.WriteNumber("frequency_penalty"u8, 0);
        json.WriteNumber("presence_penalty"u8, 0);
        json.WriteStartObject("billing"u8);
        json.WriteString("payer"u8, "developer"u8);
        json.WriteEndObject();
    }

    private void WriteCompleted(Utf8JsonWriter json, bool whole)
    {
        if (whole && CutBy is null)
        {
            json.WriteNumber("completed_at"u8, Completed);
        }
        else
        {
            json.WriteNull("completed_at"u8);
        }
    }

    private void WriteCut(Utf8JsonWriter json, bool whole)
    {
        if (whole && CutBy is { } reason)
        {
            json.WriteStartObject("incomplete_details"u8);
            json.WriteString("reason"u8, reason);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("incomplete_details"u8);
        }
    }

    private void WriteUsage(Utf8JsonWriter json, bool whole)
    {
        if (!whole)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("input_tokens"u8, Usage.PromptTokens);
        json.WriteStartObject("input_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteNumber("cache_write_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, Usage.CompletionTokens);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, Completion.ReasoningTokens);
        json.WriteEndObject();
        json.WriteNumber("total_tokens"u8, Usage.TotalTokens);
        json.WriteEndObject();
    }
}
