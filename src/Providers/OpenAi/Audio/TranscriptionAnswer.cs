using System.Text;
using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>
/// The answer to a transcription or translation (OpenAI API reference, "The transcription object", "The verbose transcription
/// object" and "The diarized transcription object").
/// </summary>
/// <param name="Request">The request.</param>
/// <param name="Transcript">The transcript.</param>
/// <param name="Usage">The usage.</param>
/// <param name="IsTranslation">Whether the text is translated into English.</param>
internal sealed record TranscriptionAnswer(TranscriptionRequest Request, Transcript Transcript, AudioUsage Usage, bool IsTranslation)
{
    private const string PlainText = "text/plain; charset=utf-8";

    public Reply Reply => Request.Format switch
    {
        "text" => Text(Transcript.Text + "\n"),
        "srt" => Text(Captions.Srt(Transcript)),
        "vtt" => Text(Captions.Vtt(Transcript)),
        "verbose_json" => Engine.Reply.Json(this, WriteVerbose),
        _ when Request.TellsSpeakers => Engine.Reply.Json(this, WriteDiarized),
        _ => Engine.Reply.Json(this, Write),
    };

    private static Reply Text(string text) => Engine.Reply.Bytes(PlainText, Encoding.UTF8.GetBytes(text));

    private static void Write(Utf8JsonWriter json, TranscriptionAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("text"u8, answer.Transcript.Text);
        answer.WriteUsage(json);
        json.WriteEndObject();
    }

    private static void WriteVerbose(Utf8JsonWriter json, TranscriptionAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("task"u8, answer.IsTranslation ? "translate"u8 : "transcribe"u8);
        json.WriteString("language"u8, answer.IsTranslation ? "english" : answer.Request.Language);
        json.WriteNumber("duration"u8, Math.Round(answer.Transcript.Seconds, 2));
        json.WriteString("text"u8, answer.Transcript.Text);
        if (answer.Request.WantsWords)
        {
            WriteWords(json, answer.Transcript);
        }

        if (answer.Request.WantsSegments)
        {
            WriteSegments(json, answer.Transcript);
        }

        answer.WriteUsage(json);
        json.WriteEndObject();
    }

    private static void WriteDiarized(Utf8JsonWriter json, TranscriptionAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("task"u8, "transcribe"u8);
        json.WriteNumber("duration"u8, Math.Round(answer.Transcript.Seconds, 2));
        json.WriteString("text"u8, answer.Transcript.Text);
        json.WriteStartArray("segments"u8);
        foreach (var segment in Diarization.Of(answer.Request, answer.Transcript))
        {
            segment.Write(json);
        }

        json.WriteEndArray();
        json.WritePropertyName("usage"u8);
        (answer.Usage with { CountsTokens = false }).Write(json);
        json.WriteEndObject();
    }

    // The answer of a translation has no usage.
    private void WriteUsage(Utf8JsonWriter json)
    {
        if (!IsTranslation)
        {
            json.WritePropertyName("usage"u8);
            Usage.Write(json);
        }
    }

    private static void WriteWords(Utf8JsonWriter json, Transcript transcript)
    {
        json.WriteStartArray("words"u8);
        foreach (var word in transcript.Words())
        {
            json.WriteStartObject();
            json.WriteString("word"u8, word.Text);
            json.WriteNumber("start"u8, word.Start);
            json.WriteNumber("end"u8, word.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSegments(Utf8JsonWriter json, Transcript transcript)
    {
        json.WriteStartArray("segments"u8);
        foreach (var (index, segment) in transcript.Segments().Index())
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, index);
            json.WriteNumber("seek"u8, 0);
            json.WriteNumber("start"u8, segment.Start);
            json.WriteNumber("end"u8, segment.End);
            json.WriteString("text"u8, segment.Text);
            json.WriteStartArray("tokens"u8);
            json.WriteEndArray();
            json.WriteNumber("temperature"u8, 0);
            json.WriteNumber("avg_logprob"u8, -0.25);
            json.WriteNumber("compression_ratio"u8, 1.25);
            json.WriteNumber("no_speech_prob"u8, 0.01);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
