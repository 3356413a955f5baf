using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>
/// A response as server-sent events (OpenAI API reference, "Streaming events"): the start of the response, each item with its parts in
/// deltas, and the whole response. An opening event is sent together with the events before it.
/// </summary>
internal sealed class ResponseStream(ResponseAnswer answer)
{
    /// <summary>Returns the events in order, each with its time.</summary>
    /// <param name="mock">The mock of the request. It knows the times of the pieces.</param>
    public IEnumerable<Frame> Frames(Mock mock)
    {
        var number = 0;
        var due = mock.Opening(answer.Completion);
        using var pieces = mock.AllParts(answer.Completion).GetEnumerator();
        var isMore = pieces.MoveNext();
        yield return Whole("response.created", number++, due, whole: false);
        yield return Whole("response.in_progress", number++, due, whole: false);
        for (var index = 0; index < answer.Items.Count; index++)
        {
            var item = answer.Items[index];
            yield return OfItem("response.output_item.added", number++, due, index, whole: false);
            for (var part = 0; part < item.Parts.Count; part++)
            {
                foreach (var opening in item.Opening(part))
                {
                    yield return Of(opening, number++, due, index);
                }

                var delta = item.Delta(part) is { } shown ? new DeltaTemplate(Bytes(shown, 0, index), shown.Type) : null;
                for (; isMore && pieces.Current.Part == item.First + part; isMore = pieces.MoveNext())
                {
                    due = pieces.Current.Due;
                    if (delta is not null)
                    {
                        yield return delta.Fill(number++, pieces.Current);
                    }
                }

                foreach (var closing in item.Closing(part))
                {
                    yield return Of(closing, number++, due, index);
                }
            }

            yield return OfItem("response.output_item.done", number++, due, index, whole: true);
        }

        yield return Whole("response." + answer.Outcome, number, due, whole: true) with { Role = FrameRole.Terminator };
    }

    /// <summary>Returns a number that is larger than the number of events of a response.</summary>
    public static int MostEvents(ResponseAnswer answer) =>
        3 + answer.Completion.AllText.Length + answer.Items.Sum(static item => 2 + (4 * item.Parts.Count));

    private Frame Whole(string type, int number, TimeSpan due, bool whole) =>
        new(Sse.Json(type, (answer, type, number, whole), static (json, response) =>
        {
            WriteStart(json, response.type, response.number);
            json.WritePropertyName("response"u8);
            response.answer.Write(json, response.whole);
            json.WriteEndObject();
        }), due, type);

    private Frame OfItem(string type, int number, TimeSpan due, int index, bool whole) =>
        new(Sse.Json(type, (Item: answer.Items[index], type, number, index, whole), static (json, added) =>
        {
            WriteStart(json, added.type, added.number);
            json.WriteNumber("output_index"u8, added.index);
            json.WritePropertyName("item"u8);
            added.Item.Write(json, added.whole);
            json.WriteEndObject();
        }), due, type);

    private Frame Of(ItemEvent happened, int number, TimeSpan due, int index) => new(Bytes(happened, number, index), due, happened.Type);

    private byte[] Bytes(ItemEvent happened, int number, int index) =>
        Sse.Json(happened.Type, (answer.Items[index].Id, happened, number, index), static (json, part) =>
        {
            WriteStart(json, part.happened.Type, part.number);
            json.WriteString("item_id"u8, part.Id);
            json.WriteNumber("output_index"u8, part.index);
            part.happened.Write(json);
            json.WriteEndObject();
        });

    /// <summary>Begins the object of an event with the fields that every event has.</summary>
    public static void WriteStart(Utf8JsonWriter json, string type, int number)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteNumber(DeltaTemplate.Number, number);
    }
}
