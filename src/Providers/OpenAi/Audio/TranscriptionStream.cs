
namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>A transcription as server-sent events (OpenAI API reference, "transcript.text.delta" and "transcript.text.done").</summary>
internal static class TranscriptionStream
{
    /// <param name="completion">The transcript.</param>
    /// <param name="usage">The usage.</param>
    /// <param name="mock">The mock of the request. It knows the times of the pieces.</param>
    public static IEnumerable<Frame> Frames(Completion completion, AudioUsage usage, Mock mock)
    {
        var template = new FrameTemplate(Sse.Json(null, FrameTemplate.Gap, static (json, gap) =>
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "transcript.text.delta"u8);
            json.WriteString("delta"u8, gap);
            json.WriteEndObject();
        }));
        var due = mock.Opening(completion);
        foreach (var piece in mock.Pieces(completion))
        {
            due = piece.Due;
            yield return template.Fill(piece);
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
}
