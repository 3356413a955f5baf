
namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The events of one content block: its start, its deltas, its stop (Claude API reference, "Streaming messages").</summary>
/// <param name="block">The block.</param>
/// <param name="index">The place of the block in the content.</param>
internal sealed class BlockFrames(AnswerBlock block, int index)
{
    private const string Delta = "content_block_delta";

    // Omitted and redacted thinking takes its time, but no delta shows it.
    private readonly FrameTemplate? _delta = block.Kind is BlockKind.OmittedThinking or BlockKind.RedactedThinking
        ? null
        : new FrameTemplate(DeltaEvent(index, block.Kind, FrameTemplate.Gap), Delta);

    /// <summary>Returns the start of the block. A ping follows the start of the first block, and an empty delta follows the start of a call.</summary>
    public IEnumerable<Frame> Start(TimeSpan due)
    {
        yield return MessageEvent.Of("content_block_start", due, (block, index), static (json, data) =>
        {
            json.WriteNumber("index"u8, data.index);
            json.WritePropertyName("content_block"u8);
            data.block.WriteStart(json);
        });
        if (index == 0)
        {
            yield return MessageEvent.Ping(due);
        }

        if (block.Kind == BlockKind.ToolUse)
        {
            yield return new(DeltaEvent(index, block.Kind, ""), due, Delta);
        }
    }

    /// <summary>Returns a piece as a delta, or null if the block sends none.</summary>
    public Frame? Piece(TimedText piece) => _delta?.Fill(piece);

    /// <summary>Returns the stop of the block. The signature of thinking comes before it.</summary>
    public IEnumerable<Frame> Stop(TimeSpan due)
    {
        if (block.Kind is BlockKind.Thinking or BlockKind.OmittedThinking)
        {
            yield return new(DeltaEvent(index, "signature_delta", "signature", block.Mark), due, Delta);
        }

        yield return MessageEvent.Of("content_block_stop", due, index, static (json, at) => json.WriteNumber("index"u8, at));
    }

    private static byte[] DeltaEvent(int index, BlockKind kind, string text) => kind switch
    {
        BlockKind.Text => DeltaEvent(index, "text_delta", "text", text),
        BlockKind.ToolUse => DeltaEvent(index, "input_json_delta", "partial_json", text),
        _ => DeltaEvent(index, "thinking_delta", "thinking", text),
    };

    private static byte[] DeltaEvent(int index, string type, string field, string text) =>
        MessageEvent.Bytes(Delta, (index, type, field, text), static (json, delta) =>
        {
            json.WriteNumber("index"u8, delta.index);
            json.WriteStartObject("delta"u8);
            json.WriteString("type"u8, delta.type);
            json.WriteString(delta.field, delta.text);
            json.WriteEndObject();
        });
}
