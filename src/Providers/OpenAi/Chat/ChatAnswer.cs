using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>
/// The answer to a chat request, before it is encoded. The plain body and the stream are both written from it.
/// </summary>
/// <param name="Id"><c>chatcmpl-</c> and 29 letters and digits.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Choices">The number of choices. All are equal.</param>
/// <param name="Completion">The content of each choice.</param>
/// <param name="Usage">The tokens of the prompt, and the tokens of all choices.</param>
internal sealed record ChatAnswer(string Id, long Created, string Model, int Choices, Completion Completion, Usage Usage)
{
    /// <summary>The tools of the request, or null if it has none.</summary>
    public ChatTools? Tools { get; init; }

    /// <summary>Writes the log probabilities, or null if the request does not ask for them.</summary>
    public ChatLogprobs? Logprobs { get; init; }

    /// <summary>Whether the answer shows the reasoning of the model in the field <c>reasoning</c>, as vLLM does.</summary>
    public bool ShowsReasoning { get; init; }

    /// <summary>The ids of the calls, choice by choice.</summary>
    public IReadOnlyList<string> CallIds { get; init; } = [];

    /// <summary>The text, or null if the model only calls tools or refuses.</summary>
    public string? Content => Completion.Parts switch
    {
        [] => "",
        [{ Kind: PartKind.Text } only] => only.Text,
        var parts when parts.Any(static part => part.Kind == PartKind.Text) =>
            string.Concat(parts.Where(static part => part.Kind == PartKind.Text).Select(static part => part.Text)),
        _ => CallIds.Count == 0 && Completion.Refusal is null ? "" : null,
    };

    /// <summary>Why the answer ends. A call of a tool that the request names ends like a text (guide "Function calling").</summary>
    public string FinishReason => Completion.FinishReason switch
    {
        Engine.FinishReason.Length => "length",
        Engine.FinishReason.ContentFilter => "content_filter",
        Engine.FinishReason.ToolCalls when Tools?.Demand.Choice.Name is null => Calls(old: true) ? "function_call" : "tool_calls",
        _ => "stop",
    };

    /// <summary>Draws the ids of the calls of all choices. An id is <c>call_</c> and 24 letters and digits.</summary>
    public static IReadOnlyList<string> NewCallIds(Completion completion, int choices, Ids ids) => completion.Parts is [] or [{ Kind: PartKind.Text }]
        ? []
        : [.. Enumerable.Range(0, completion.ToolCalls.Count() * choices).Select(_ => "call_" + ids.Alphanumeric(24))];

    /// <summary>Whether the answer calls tools in the older form, or in the newer one.</summary>
    public bool Calls(bool old) => CallIds.Count > 0 && (Tools?.AreFunctions ?? false) == old;

    /// <summary>Returns the id of a call of a choice.</summary>
    public string CallId(int choice, int call) => CallIds[(choice * (CallIds.Count / Choices)) + call];

    /// <summary>Whether a call is of a tool that takes free text.</summary>
    public bool IsCustom(CompletionPart call) => call.IsFreeText || (Tools?.IsCustom(call.Tool) ?? false);

    /// <summary>Writes the body of a plain answer (OpenAI API reference, "The chat completion object").</summary>
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
        SystemFingerprint.Write(json, Model);
    }

    public void WriteUsage(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("prompt_tokens"u8, Usage.PromptTokens);
        json.WriteNumber("completion_tokens"u8, Usage.CompletionTokens);
        json.WriteNumber("total_tokens"u8, Usage.TotalTokens);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, Usage.CachedTokens);
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
        if (ShowsReasoning)
        {
            json.WriteString("reasoning"u8, Completion.Reasoning);
        }

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

/// <summary>Makes OpenAI's <c>system_fingerprint</c>: <c>fp_</c> and ten hexadecimal digits. It is always the same for a model.</summary>
internal static class SystemFingerprint
{
    private const int LongestOnStack = 256;
    private const int Digits = 10;

    /// <summary>Writes the field.</summary>
    public static void Write(Utf8JsonWriter json, string model)
    {
        var most = Encoding.UTF8.GetMaxByteCount(model.Length);
        var name = most <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[most];
        var hash = XxHash3.HashToUInt64(name[..Encoding.UTF8.GetBytes(model, name)]);
        Span<byte> fingerprint = stackalloc byte[3 + 16];
        "fp_"u8.CopyTo(fingerprint);
        Utf8Formatter.TryFormat(hash, fingerprint[3..], out _, new('x', 16));
        json.WriteString("system_fingerprint"u8, fingerprint[..(3 + Digits)]);
    }
}
