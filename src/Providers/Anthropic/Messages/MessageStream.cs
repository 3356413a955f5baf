using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>
/// A message as server-sent events (Claude API reference, "Streaming messages"): the message's start, its content block by block,
/// and the message's end. The opening events leave with the first token, the closing ones with the last; a block's start leaves with
/// its first piece, its stop with its last.
/// </summary>
internal sealed class MessageStream(MessageAnswer answer)
{
    /// <summary>The events in order, each with its time.</summary>
    /// <param name="mock">The request's mock: it knows the pieces' times.</param>
    public IEnumerable<Frame> Frames(Mock mock)
    {
        var place = new Place();
        var last = mock.Opening(answer.Completion);
        yield return MessageEvent.Of("message_start", last, answer, WriteMessage);
        foreach (var piece in mock.Said(answer.Completion))
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

    // From one part to a later one: blocks without pieces open and close on the way.
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

    // Usage here is cumulative: it is the whole message's.
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

    // Which part is being said, how many blocks have opened, and the one that is open.
    private sealed class Place
    {
        public int Part { get; set; } = -1;

        public int Blocks { get; set; }

        public BlockFrames? Open { get; set; }
    }
}
