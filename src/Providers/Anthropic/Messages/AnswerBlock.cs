using System.Text.Json;
using MockLlm.Providers.Anthropic.Tools;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The kind of a content block of an answer.</summary>
internal enum BlockKind
{
    Text,
    Thinking,

    /// <summary>Thinking that shows only its signature.</summary>
    OmittedThinking,
    RedactedThinking,
    ToolUse,
}

/// <summary>One content block of an answer (Claude API reference, "Message": <c>content</c>).</summary>
/// <param name="Kind">The kind of the block.</param>
/// <param name="Part">The part of the completion that the block shows.</param>
/// <param name="Mark">The id of a call, the signature of thinking, or the data of redacted thinking. Empty for a text.</param>
internal readonly record struct AnswerBlock(BlockKind Kind, CompletionPart Part, string Mark)
{
    /// <summary>Writes the whole block.</summary>
    public void Write(Utf8JsonWriter json) => Write(json, whole: true);

    /// <summary>Writes the block as <c>content_block_start</c> shows it. The fields that deltas fill are empty.</summary>
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
