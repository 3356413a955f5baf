using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Chat;

// The plain body, and what the chunks of a stream share with it.
internal sealed partial record ChatAnswer
{
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
        answer.WriteUsage(json);
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

    public void WriteUsage(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("prompt_tokens"u8, Usage.PromptTokens);
        json.WriteNumber("completion_tokens"u8, Usage.CompletionTokens);
        json.WriteNumber("total_tokens"u8, Usage.TotalTokens);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteNumber("cache_write_tokens"u8, 0);
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, Math.Min(Completion.ReasoningTokens * Choices, Usage.CompletionTokens));
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
        json.WriteString("content"u8, Content);
        WriteCalls(json, index);
        json.WriteString("refusal"u8, Completion.Refusal);
        json.WriteStartArray("annotations"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        WriteLogprobs(json);
        json.WriteString("finish_reason"u8, FinishReason);
        json.WriteEndObject();
    }

    private void WriteCalls(Utf8JsonWriter json, int choice)
    {
        if (Calls(old: true))
        {
            var call = Completion.ToolCalls.First();
            ChatCall.WriteOld(json, call.Tool, call.Text);
        }
        else if (Calls(old: false))
        {
            json.WriteStartArray("tool_calls"u8);
            foreach (var (index, call) in Completion.ToolCalls.Index())
            {
                ChatCall.Write(json, null, CallId(choice, index), call, IsCustom(call));
            }

            json.WriteEndArray();
        }
    }

    private void WriteLogprobs(Utf8JsonWriter json)
    {
        if (Logprobs is null)
        {
            json.WriteNull("logprobs"u8);
        }
        else
        {
            Logprobs.Write(json, Completion.Parts);
        }
    }
}
