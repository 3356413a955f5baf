using System.Text.Json;

namespace MockLlm.Providers.Anthropic;

/// <summary>What a message request is answered, before it is encoded: the plain body and the stream are both written from this.</summary>
/// <param name="Id"><c>msg_01</c> and 22 base58 characters.</param>
/// <param name="Model">The model's name as sent.</param>
/// <param name="Completion">What the answer says.</param>
/// <param name="Usage">Prompt and completion tokens.</param>
internal sealed record MessageAnswer(string Id, string Model, Completion Completion, Usage Usage)
{
    private static readonly Completion Nothing = new("", FinishReason.Length);

    public string StopReason => (Completion.FinishReason, Completion.StopSequence) switch
    {
        _ when IsRefused => "refusal",
        (FinishReason.Length, _) => "max_tokens",
        (FinishReason.ToolCalls, _) => "tool_use",
        (_, not null) => "stop_sequence",
        _ => "end_turn",
    };

    /// <summary>Whether the vendor's classifiers stopped it: what was said before stays, of a refusal nothing.</summary>
    public bool IsRefused => Completion.Refusal is not null || Completion.FinishReason == FinishReason.ContentFilter;

    /// <summary>The text that is sent.</summary>
    public string Text => Completion.Refusal is null ? Completion.Text : "";

    public static MessageAnswer To(MessagesRequest request, int promptTokens, Mock mock)
    {
        var completion = request.Limits.MaxTokens == 0 ? Nothing : mock.Respond(request.Conversation(promptTokens));
        return new(AnthropicId.Draw("msg", mock.Ids), request.Model, completion, new Usage(promptTokens, completion.Tokens));
    }

    /// <summary>The body of a plain answer (Claude API reference, "Message").</summary>
    public static void WriteBody(Utf8JsonWriter json, MessageAnswer answer) => answer.Write(json, whole: true);

    /// <summary>The message as a whole, or as <c>message_start</c> shows it: no content, no stop reason, the first token counted.</summary>
    public void Write(Utf8JsonWriter json, bool whole)
    {
        json.WriteStartObject();
        json.WriteString("model"u8, Model);
        json.WriteString("id"u8, Id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        WriteContent(json, whole);
        WriteStop(json, whole);
        json.WritePropertyName("usage"u8);
        WriteUsage(json, whole ? Usage.CompletionTokens : Math.Min(1, Usage.CompletionTokens));
        json.WriteNull("diagnostics"u8);
        json.WriteEndObject();
    }

    public void WriteStop(Utf8JsonWriter json, bool whole)
    {
        json.WriteString("stop_reason"u8, whole ? StopReason : null);
        json.WriteString("stop_sequence"u8, whole ? Completion.StopSequence : null);
        WriteStopDetails(json, whole);
    }

    private void WriteStopDetails(Utf8JsonWriter json, bool whole)
    {
        if (!whole || !IsRefused)
        {
            json.WriteNull("stop_details"u8);
            return;
        }

        json.WriteStartObject("stop_details"u8);
        json.WriteString("type"u8, "refusal"u8);
        json.WriteNull("category"u8);
        json.WriteString("explanation"u8, Completion.Refusal);
        json.WriteEndObject();
    }

    public void WriteInputUsage(Utf8JsonWriter json)
    {
        json.WriteNumber("input_tokens"u8, Usage.PromptTokens);
        json.WriteNumber("cache_creation_input_tokens"u8, 0);
        json.WriteNumber("cache_read_input_tokens"u8, 0);
    }

    public static void WriteOutputUsage(Utf8JsonWriter json, int tokens)
    {
        json.WriteNumber("output_tokens"u8, tokens);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("thinking_tokens"u8, 0);
        json.WriteEndObject();
    }

    // A model that says nothing sends no block at all.
    private void WriteContent(Utf8JsonWriter json, bool whole)
    {
        json.WriteStartArray("content"u8);
        if (whole && Text.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteUsage(Utf8JsonWriter json, int outputTokens)
    {
        json.WriteStartObject();
        WriteInputUsage(json);
        json.WriteStartObject("cache_creation"u8);
        json.WriteNumber("ephemeral_5m_input_tokens"u8, 0);
        json.WriteNumber("ephemeral_1h_input_tokens"u8, 0);
        json.WriteEndObject();
        WriteOutputUsage(json, outputTokens);
        json.WriteString("service_tier"u8, "standard"u8);
        json.WriteString("inference_geo"u8, "global"u8);
        json.WriteEndObject();
    }
}
