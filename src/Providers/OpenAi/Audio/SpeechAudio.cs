using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>The audio that answers a speech request. MP3 is silence, and the uncompressed formats are a hum. Any other format is sent as WAVE.</summary>
/// <param name="Request">The request.</param>
/// <param name="Usage">The tokens of the text and of the audio.</param>
internal sealed record SpeechAudio(SpeechRequest Request, Usage Usage)
{
    /// <summary>The media type of the audio.</summary>
    public string ContentType => Request.Format switch
    {
        "mp3" => "audio/mpeg",
        "pcm" => "audio/pcm",
        _ => "audio/wav",
    };

    private long Samples => (long)(Request.Seconds * Tone.Rate);

    /// <summary>Returns the bytes in parts. Each part is a frame.</summary>
    public IEnumerable<Frame> Frames() => Parts().Select(part => new Frame(part));

    /// <summary>Returns the bytes in parts. Each part is an event (OpenAI API reference, "speech.audio.delta"). The last event has the usage.</summary>
    public IEnumerable<Frame> Events()
    {
        foreach (var part in Parts())
        {
            yield return new Frame(Sse.Json(null, part, static (json, audio) =>
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "speech.audio.delta"u8);
                json.WriteBase64String("audio"u8, audio.Span);
                json.WriteEndObject();
            }));
        }

        yield return new Frame(Sse.Json(null, Usage, WriteDone));
    }

    private IEnumerable<ReadOnlyMemory<byte>> Parts() => Request.Format switch
    {
        "mp3" => SilentMp3.Parts(Request.Seconds),
        "pcm" => Tone.Parts(Request.Voice, Samples),
        _ => Tone.Parts(Request.Voice, Samples).Prepend(Wav.Header(Samples)),
    };

    private static void WriteDone(Utf8JsonWriter json, Usage usage)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "speech.audio.done"u8);
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, usage.PromptTokens);
        json.WriteNumber("output_tokens"u8, usage.CompletionTokens);
        json.WriteNumber("total_tokens"u8, usage.TotalTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
