using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>
/// A message as server-sent events (Claude API reference, "Streaming messages"): the start of the message, its content block by block,
/// and the end of the message. The opening events are sent with the first token and the closing events with the last. The start of a
/// block is sent with the first piece of the block, and its stop with the last piece.
/// </summary>
internal sealed class MessageStream(MessageAnswer answer)
{
    /// <summary>Returns the events in order, each with its time.</summary>
    /// <param name="mock">The mock of the request. It knows the times of the pieces.</param>
    public IEnumerable<Frame> Frames(Mock mock)
    {
        var place = new Place();
        var last = mock.Opening(answer.Completion);
        yield return MessageEvent.Of("message_start", last, answer, WriteMessage);
        foreach (var piece in mock.AllParts(answer.Completion))
        {
            if (place.Part < piece.Part)
            {
                foreach (var frame in Turn(place, piece.Part, last, place.Part < 0 ? last : piece.Due))
                {
                    yield return frame;
                }
            }

            last = piece.Due;
            if (place.Open?.Piece(piece) is { } delta)
            {
                yield return delta;
            }
        }

        foreach (var frame in Turn(place, answer.Completion.Parts.Count, last, last))
        {
            yield return frame;
        }

        if (place.Blocks == 0)
        {
            yield return MessageEvent.Ping(last);
        }

        yield return MessageEvent.Of("message_delta", last, answer, WriteEnd) with { Role = FrameRole.Finish };
        yield return MessageEvent.Of("message_stop", last, 0, static (_, _) => { }) with { Role = FrameRole.Terminator };
    }

    // Goes from one part to a later one. Blocks without pieces between them are opened and closed.
    private IEnumerable<Frame> Turn(Place place, int part, TimeSpan last, TimeSpan next)
    {
        while (place.Part < part)
        {
            foreach (var frame in place.Open?.Stop(last) ?? [])
            {
                yield return frame;
            }

            place.Part++;
            place.Open = answer.Block(place.Part) is { } block ? new BlockFrames(block, place.Blocks++) : null;
            foreach (var frame in place.Open?.Start(place.Part == part ? next : last) ?? [])
            {
                yield return frame;
            }
        }
    }

    private static void WriteMessage(Utf8JsonWriter json, MessageAnswer answer)
    {
        json.WritePropertyName("message"u8);
        answer.Write(json, whole: false);
    }

    // The usage in this event is that of the whole message.
    private static void WriteEnd(Utf8JsonWriter json, MessageAnswer answer)
    {
        json.WriteStartObject("delta"u8);
        answer.WriteStop(json, whole: true);
        json.WriteEndObject();
        json.WriteStartObject("usage"u8);
        answer.Usage.WriteInput(json);
        answer.Usage.WriteOutput(json);
        json.WriteEndObject();
    }

    // The part that is being sent, the number of blocks that were opened, and the open block.
    private sealed class Place
    {
        public int Part { get; set; } = -1;

        public int Blocks { get; set; }

        public BlockFrames? Open { get; set; }
    }
}
