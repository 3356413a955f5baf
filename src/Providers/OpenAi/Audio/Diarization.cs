using System.Globalization;
using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>A sentence of a transcript and who says it.</summary>
/// <param name="Id"><c>seg_</c> and a number of three digits.</param>
/// <param name="Speaker">The name of the speaker.</param>
/// <param name="Said">The sentence, with its times.</param>
/// <param name="End">The place in the transcript where the sentence ends.</param>
internal readonly record struct SpokenSegment(string Id, string Speaker, Heard Said, int End)
{
    /// <summary>Writes the segment. It looks the same as an event and in a list (OpenAI API reference, "transcript.text.segment").</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "transcript.text.segment"u8);
        json.WriteString("id"u8, Id);
        json.WriteNumber("start"u8, Said.Start);
        json.WriteNumber("end"u8, Said.End);
        json.WriteString("text"u8, Said.Text);
        json.WriteString("speaker"u8, Speaker);
        json.WriteEndObject();
    }
}

/// <summary>Divides a transcript among its speakers, who take turns sentence by sentence.</summary>
internal static class Diarization
{
    // The vendor names speakers that it does not know with letters.
    private static readonly string[] Unknown = ["A", "B"];

    public static IEnumerable<SpokenSegment> Of(TranscriptionRequest request, Transcript transcript)
    {
        var speakers = request.KnownSpeakers is { Count: > 0 } known ? known : Unknown;
        var end = 0;
        foreach (var (index, said) in transcript.Segments().Index())
        {
            end += said.Text.Length;
            yield return new(
                "seg_" + (index + 1).ToString("000", CultureInfo.InvariantCulture),
                speakers[index % speakers.Count],
                said with { Text = said.Text.TrimStart() },
                end);
        }
    }
}
