using System.Text.Json;

namespace MockLlm.Providers.OpenAi;

/// <summary>
/// What a chat request is answered, before it is encoded: the plain body and the stream are both written from this.
/// </summary>
/// <param name="Id"><c>chatcmpl-</c> and 29 letters and digits.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="Model">The model's name as sent.</param>
/// <param name="Choices">How many equal choices.</param>
/// <param name="Completion">What each choice says.</param>
/// <param name="Usage">Prompt tokens, and completion tokens over all choices.</param>
internal sealed record ChatAnswer(string Id, long Created, string Model, int Choices, Completion Completion, Usage Usage)
{
    public string FinishReason => Completion.FinishReason switch
    {
        Engine.FinishReason.Length => "length",
        Engine.FinishReason.ToolCalls => "tool_calls",
        Engine.FinishReason.ContentFilter => "content_filter",
        _ => "stop",
    };

    /// <summary>The body of a plain answer (OpenAI API reference, "The chat completion object").</summary>
    public static void WriteBody(Utf8JsonWriter json, ChatAnswer answer)
    {
        json.WriteStartObject();
        answer.WriteHead(json, "chat.completion"u8);
        json.WriteStartArray("choices"u8);
        for (var index = 0; index < answer.Choices; index++)
        {
            answer.WriteChoice(json, index);
        }

        json.WriteEndArray();
        json.WritePropertyName("usage"u8);
        WriteUsage(json, answer.Usage);
        answer.WriteTail(json);
        json.WriteEndObject();
    }

    public void WriteHead(Utf8JsonWriter json, ReadOnlySpan<byte> kind)
    {
        json.WriteString("id"u8, Id);
        json.WriteString("object"u8, kind);
        json.WriteNumber("created"u8, Created);
        json.WriteString("model"u8, Model);
    }

    public void WriteTail(Utf8JsonWriter json)
    {
        json.WriteString("service_tier"u8, "default"u8);
        json.WriteString("system_fingerprint"u8, SystemFingerprint.Of(Model));
    }

    public static void WriteUsage(Utf8JsonWriter json, Usage usage)
    {
        json.WriteStartObject();
        json.WriteNumber("prompt_tokens"u8, usage.PromptTokens);
        json.WriteNumber("completion_tokens"u8, usage.CompletionTokens);
        json.WriteNumber("total_tokens"u8, usage.TotalTokens);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteNumber("cache_write_tokens"u8, 0);
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, 0);
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteNumber("accepted_prediction_tokens"u8, 0);
        json.WriteNumber("rejected_prediction_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteChoice(Utf8JsonWriter json, int index)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, Completion.Refusal is null ? Completion.Text : null);
        json.WriteString("refusal"u8, Completion.Refusal);
        json.WriteStartArray("annotations"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, FinishReason);
        json.WriteEndObject();
    }
}
