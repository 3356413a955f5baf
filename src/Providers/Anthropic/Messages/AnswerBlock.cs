using System.Text.Json;
using MockLlm.Providers.Anthropic.Tools;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>What a content block of an answer is.</summary>
internal enum BlockKind
{
    Text,
    Thinking,

    /// <summary>Thinking of which only the signature is told.</summary>
    OmittedThinking,
    RedactedThinking,
    ToolUse,
}

/// <summary>One content block of an answer (Claude API reference, "Message": <c>content</c>).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Part">What of the completion it says.</param>
/// <param name="Mark">A call's id, thinking's signature, redacted thinking's data; empty for a text.</param>
internal readonly record struct AnswerBlock(BlockKind Kind, CompletionPart Part, string Mark)
{
    /// <summary>The block as a whole.</summary>
    public void Write(Utf8JsonWriter json) => Write(json, whole: true);

    /// <summary>The block as its <c>content_block_start</c> shows it: what deltas bring is empty.</summary>
    public void WriteStart(Utf8JsonWriter json) => Write(json, whole: false);

    private void Write(Utf8JsonWriter json, bool whole)
    {
        json.WriteStartObject();
        switch (Kind)
        {
            case BlockKind.Text:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, whole ? Part.Text : "");
                break;
            case BlockKind.RedactedThinking:
                json.WriteString("type"u8, "redacted_thinking"u8);
                json.WriteString("data"u8, Mark);
                break;
            case BlockKind.ToolUse:
                WriteToolUse(json, whole);
                break;
            default:
                json.WriteString("type"u8, "thinking"u8);
                json.WriteString("thinking"u8, whole && Kind == BlockKind.Thinking ? Part.Text : "");
                json.WriteString("signature"u8, whole ? Mark : "");
                break;
        }

        json.WriteEndObject();
    }

    private void WriteToolUse(Utf8JsonWriter json, bool whole)
    {
        json.WriteString("type"u8, "tool_use"u8);
        json.WriteString("id"u8, Mark);
        json.WriteString("name"u8, Part.Tool);
        json.WritePropertyName("input"u8);
        ToolInput.Write(json, whole ? Part.Text : "");
        json.WriteStartObject("caller"u8);
        json.WriteString("type"u8, "direct"u8);
        json.WriteEndObject();
    }
}
