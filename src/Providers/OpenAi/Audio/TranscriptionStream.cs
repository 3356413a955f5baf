
namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>A transcription as server-sent events (OpenAI API reference, "transcript.text.delta" and "transcript.text.done").</summary>
internal static class TranscriptionStream
{
    /// <param name="completion">The transcript.</param>
    /// <param name="segments">The sentences and who says them. Empty if the request does not ask for speakers.</param>
    /// <param name="usage">The usage.</param>
    /// <param name="mock">The mock of the request. It knows the times of the pieces.</param>
    public static IEnumerable<Frame> Frames(Completion completion, IReadOnlyList<SpokenSegment> segments, AudioUsage usage, Mock mock)
    {
        var due = mock.Opening(completion);
        var (segment, place) = (0, 0);
        var template = Delta(segments, segment);
        foreach (var piece in mock.Pieces(completion))
        {
            due = piece.Due;
            yield return template.Fill(piece);
            place += piece.Text.Length;
            for (; segment < segments.Count && segments[segment].End <= place; template = Delta(segments, ++segment))
            {
                yield return new Frame(Sse.Json(null, segments[segment], static (json, spoken) => spoken.Write(json)), due);
            }
        }

        yield return new Frame(Sse.Json(null, (completion.Text, usage), static (json, done) =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "transcript.text.done"u8);
            json.WriteString("text"u8, done.Text);
            json.WritePropertyName("usage"u8);
            done.usage.Write(json);
            json.WriteEndObject();
        }), due);
    }

    // A delta belongs to the sentence in which it begins.
    private static FrameTemplate Delta(IReadOnlyList<SpokenSegment> segments, int segment) =>
        new(Sse.Json(null, segment < segments.Count ? segments[segment].Id : null, static (json, id) =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "transcript.text.delta"u8);
            json.WriteString("delta"u8, FrameTemplate.Gap);
            if (id is not null)
            {
                json.WriteString("segment_id"u8, id);
            }

            json.WriteEndObject();
        }));
}
