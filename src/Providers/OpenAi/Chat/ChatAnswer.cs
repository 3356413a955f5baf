using System.Text.Json;
using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Chat;

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
    /// <summary>What the request says of tools; null: nothing.</summary>
    public ChatTools? Tools { get; init; }

    /// <summary>Writes the log probabilities of what is said; null: they are not asked for.</summary>
    public ChatLogprobs? Logprobs { get; init; }

    /// <summary>The ids of the calls, choice by choice.</summary>
    public IReadOnlyList<string> CallIds { get; init; } = [];

    /// <summary>The text; null where only tools are called or the model refuses.</summary>
    public string? Content => Completion.Parts switch
    {
        [] => "",
        [{ Kind: PartKind.Text } only] => only.Text,
        var parts when parts.Any(static part => part.Kind == PartKind.Text) =>
            string.Concat(parts.Where(static part => part.Kind == PartKind.Text).Select(static part => part.Text)),
        _ => CallIds.Count == 0 && Completion.Refusal is null ? "" : null,
    };

    /// <summary>Why it ends. A call that the request named ends like a text (guide "Function calling").</summary>
    public string FinishReason => Completion.FinishReason switch
    {
        Engine.FinishReason.Length => "length",
        Engine.FinishReason.ContentFilter => "content_filter",
        Engine.FinishReason.ToolCalls when Tools?.Demand.Choice.Name is null => Calls(old: true) ? "function_call" : "tool_calls",
        _ => "stop",
    };

    /// <summary><c>call_</c> and 24 letters and digits, one for every call of every choice.</summary>
    public static IReadOnlyList<string> NewCallIds(Completion completion, int choices, Ids ids) => completion.Parts is [] or [{ Kind: PartKind.Text }]
        ? []
        : [.. Enumerable.Range(0, completion.ToolCalls.Count() * choices).Select(_ => "call_" + ids.Alphanumeric(24))];

    /// <summary>Whether tools are called in the older form, or the newer one.</summary>
    public bool Calls(bool old) => CallIds.Count > 0 && (Tools?.AreFunctions ?? false) == old;

    /// <summary>The id of a choice's call.</summary>
    public string CallId(int choice, int call) => CallIds[(choice * (CallIds.Count / Choices)) + call];

    /// <summary>Whether a call is of a tool that takes free text.</summary>
    public bool IsCustom(CompletionPart call) => Tools?.IsCustom(call.Tool) ?? false;

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
