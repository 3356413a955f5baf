using System.Text.Json;
using MockLlm.Engine.Bodies;

namespace MockLlm.Providers.Anthropic;

/// <summary>
/// A message as server-sent events (Claude API reference, "Streaming messages"): the message's start, one text block in deltas,
/// and the message's end. The opening events leave with the first token, the closing ones with the last.
/// </summary>
internal sealed class MessageStream(MessageAnswer answer)
{
    /// <summary>The events in order, each with its time.</summary>
    /// <param name="mock">The request's mock: it knows the pieces' times.</param>
    public IEnumerable<Frame> Frames(Mock mock)
    {
        FrameTemplate? delta = null;
        var last = mock.Opening(answer.Completion);
        var opening = last;
        foreach (var piece in answer.Text.Length == 0 ? [] : mock.Pieces(answer.Completion))
        {
            if (delta is null)
            {
                delta = new FrameTemplate(Event("content_block_delta", WriteDelta), "content_block_delta");
                yield return Named("message_start", opening, WriteMessage);
                yield return Named("content_block_start", opening, WriteBlock);
                yield return Named("ping", opening, static (_, _) => { });
            }

            last = piece.Due;
            yield return delta.Fill(piece);
        }

        if (delta is null)
        {
            yield return Named("message_start", last, WriteMessage);
            yield return Named("ping", last, static (_, _) => { });
        }
        else
        {
            yield return Named("content_block_stop", last, static (json, _) => json.WriteNumber("index"u8, 0));
        }

        yield return Named("message_delta", last, WriteEnd) with { Role = FrameRole.Finish };
        yield return Named("message_stop", last, static (_, _) => { }) with { Role = FrameRole.Terminator };
    }

    private Frame Named(string name, TimeSpan due, Action<Utf8JsonWriter, MessageAnswer> write) => new(Event(name, write), due, name);

    private byte[] Event(string name, Action<Utf8JsonWriter, MessageAnswer> write) =>
        Sse.Json(name, (answer, name, write), static (json, data) =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, data.name);
            data.write(json, data.answer);
            json.WriteEndObject();
        });

    private static void WriteMessage(Utf8JsonWriter json, MessageAnswer answer)
    {
        json.WritePropertyName("message"u8);
        answer.Write(json, whole: false);
    }

    private static void WriteBlock(Utf8JsonWriter json, MessageAnswer answer)
    {
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("content_block"u8);
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, ""u8);
        json.WriteEndObject();
    }

    private static void WriteDelta(Utf8JsonWriter json, MessageAnswer answer)
    {
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
        json.WriteString("type"u8, "text_delta"u8);
        json.WriteString("text"u8, FrameTemplate.Gap);
        json.WriteEndObject();
    }

    // Usage here is cumulative: it is the whole message's.
    private static void WriteEnd(Utf8JsonWriter json, MessageAnswer answer)
    {
        json.WriteStartObject("delta"u8);
        answer.WriteStop(json, whole: true);
        json.WriteEndObject();
        json.WriteStartObject("usage"u8);
        answer.WriteInputUsage(json);
        MessageAnswer.WriteOutputUsage(json, answer.Usage.CompletionTokens);
        json.WriteEndObject();
    }
}
