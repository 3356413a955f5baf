using System.Text.Json;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>
/// The answer to a response request, before it is encoded. The plain body, the events and the stored response are all made from it.
/// </summary>
/// <param name="Id"><c>resp_</c> and 50 hexadecimal digits.</param>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="Completed">Unix seconds. The time of the last token.</param>
/// <param name="Completion">The content of the answer.</param>
/// <param name="Usage">The tokens of the request and the answer.</param>
/// <param name="Items">The items of the answer.</param>
internal sealed record ResponseAnswer(
    string Id, string Model, long Created, long Completed, Completion Completion, Usage Usage, IReadOnlyList<OutputItem> Items)
{
    /// <summary>The settings of reasoning in the request.</summary>
    public required ResponseReasoning Reasoning { get; init; }

    /// <summary>The fields of the request that the answer repeats.</summary>
    public required ShownFields Shown { get; init; }

    /// <summary>Why the answer is incomplete, or null if it is complete.</summary>
    public string? CutBy => Completion.FinishReason switch
    {
        FinishReason.Length => "max_output_tokens",
        FinishReason.ContentFilter => "content_filter",
        _ => null,
    };

    /// <summary>The status at the end: <c>completed</c> or <c>incomplete</c>.</summary>
    public string Outcome => CutBy is null ? "completed" : "incomplete";

    /// <summary>About the bytes that the answer takes in a store.</summary>
    public long Size => StoreSize.Of(Id) + StoreSize.Of(Model) + StoreSize.Of(Completion.StopSequence) + Shown.Size
        + (Completion.Parts.Count > 1 ? StoreSize.Of(Completion.Text) + TokenBytes(Completion.Tokens) : 0)
        + Completion.Parts.Sum(static part => StoreSize.Object + StoreSize.Of(part.Text) + TokenBytes(part.TokenCount))
        + Items.Sum(static item => item.Size);

    public static ResponseAnswer Of(ResponseRequest request, Completion completion, int promptTokens, Mock mock) => new(
        ResponseIds.Response(mock.Ids),
        request.Model,
        mock.Timestamp,
        (mock.Now + mock.ReplyDue).ToUnixTimeSeconds(),
        completion,
        completion.Usage(promptTokens),
        OutputItems.Of(completion, request.Reasoning, request.Tools, mock.Ids))
    {
        Reasoning = request.Reasoning,
        Shown = request.Shown,
    };

    /// <summary>Writes the body of a plain answer (OpenAI API reference, "The response object").</summary>
    public static void WriteBody(Utf8JsonWriter json, ResponseAnswer answer) => answer.Write(json, whole: true);

    /// <summary>Writes the whole object, or the object before its output begins.</summary>
    public void Write(Utf8JsonWriter json, bool whole) => Write(json, whole ? Outcome : "in_progress", whole, static json => json.WriteNullValue());

    /// <summary>Writes the object of a response that failed before its end.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="code">The code of the error.</param>
    /// <param name="message">The message of the error.</param>
    public void WriteFailed(Utf8JsonWriter json, string code, string message) => Write(json, "failed", whole: false, json =>
    {
        json.WriteStartObject();
        json.WriteString("code"u8, code);
        json.WriteString("message"u8, message);
        json.WriteEndObject();
    });

    // Where the tokens of a text end.
    private static long TokenBytes(int tokens) => StoreSize.Object + (sizeof(int) * (long)tokens);

    private void Write(Utf8JsonWriter json, string status, bool whole, Action<Utf8JsonWriter> writeError)
    {
        json.WriteStartObject();
        WriteHead(json, status, whole, writeError);
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

    private void WriteHead(Utf8JsonWriter json, string status, bool whole, Action<Utf8JsonWriter> writeError)
    {
        json.WriteString("id"u8, Id);
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, Created);
        json.WriteString("status"u8, status);
        WriteCompleted(json, whole);
        json.WritePropertyName("error"u8);
        writeError(json);
        WriteCut(json, whole);
        json.WriteString("model"u8, Model);
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
        json.WriteNumber("cached_tokens"u8, Usage.CachedTokens);
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
