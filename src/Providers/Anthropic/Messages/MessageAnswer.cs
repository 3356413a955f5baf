using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The answer to a message request, before it is encoded. The plain body and the stream are both written from it.</summary>
/// <param name="Id"><c>msg_01</c> and 22 base58 characters.</param>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Completion">The content of the answer.</param>
/// <param name="Usage">The tokens of the request and the answer.</param>
internal sealed record MessageAnswer(string Id, string Model, Completion Completion, MessageUsage Usage)
{
    /// <summary>For each part the id of a call, the signature of thinking, or the data of redacted thinking. Null means that every part is text.</summary>
    public IReadOnlyList<string>? Marks { get; init; }

    /// <summary>The kind of block that shows what the model thought.</summary>
    public BlockKind Thinking { get; init; } = BlockKind.Thinking;

    public string StopReason => (Completion.FinishReason, Completion.StopSequence) switch
    {
        _ when IsRefused => "refusal",
        (FinishReason.Length, _) => "max_tokens",
        (FinishReason.ToolCalls, _) => "tool_use",
        (_, not null) => "stop_sequence",
        _ => "end_turn",
    };

    private bool IsRefused => Completion.FinishReason == FinishReason.ContentFilter || Completion.Refusal is not null;

    /// <summary>The body of a plain answer (Claude API reference, "Message").</summary>
    public static void WriteBody(Utf8JsonWriter json, MessageAnswer answer) => answer.Write(json, whole: true);

    /// <summary>Returns the content block of one part of the completion, or null if it has none. The text of a refusal is not part of the content.</summary>
    public AnswerBlock? Block(int part)
    {
        if (part >= Completion.Parts.Count)
        {
            return null;
        }

        var said = Completion.Parts[part];
        return said.Kind switch
        {
            PartKind.Text => new(BlockKind.Text, said, ""),
            PartKind.Reasoning => new(Thinking, said, Marks![part]),
            PartKind.ToolCall => new(BlockKind.ToolUse, said, Marks![part]),
            _ => null,
        };
    }

    /// <summary>Writes the whole message, or the message as <c>message_start</c> shows it: no content, no stop reason, and only the first token counted.</summary>
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
        (whole ? Usage : Usage.AtStart).Write(json);
        json.WriteNull("diagnostics"u8);
        json.WriteEndObject();
    }

    public void WriteStop(Utf8JsonWriter json, bool whole)
    {
        var reason = whole ? StopReason : null;
        json.WriteString("stop_reason"u8, reason);
        json.WriteString("stop_sequence"u8, reason == "stop_sequence" ? Completion.StopSequence : null);
        if (reason != "refusal")
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

    // An empty answer has no block.
    private void WriteContent(Utf8JsonWriter json, bool whole)
    {
        json.WriteStartArray("content"u8);
        for (var part = 0; whole && part < Completion.Parts.Count; part++)
        {
            Block(part)?.Write(json);
        }

        json.WriteEndArray();
    }
}
