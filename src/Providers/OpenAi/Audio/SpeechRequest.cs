using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>The body of <c>POST /v1/audio/speech</c> (OpenAI API reference, "Create speech").</summary>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Input">The text to speak.</param>
/// <param name="Voice">The voice.</param>
/// <param name="Format">The format of the audio.</param>
/// <param name="Speed">The speed. 1 is normal.</param>
/// <param name="AsEvents">Whether the audio is sent as events. Otherwise it is the body.</param>
internal sealed record SpeechRequest(string Model, string Input, string Voice, string Format, double Speed, bool AsEvents) : IBody<SpeechRequest>
{
    private const int LongestInput = 4096;
    private const double CharactersPerSecond = 15;
    private static readonly string[] Formats = ["mp3", "opus", "aac", "flac", "wav", "pcm"];
    private static readonly string[] StreamFormats = ["sse", "audio"];

    /// <summary>The length of the speech, in seconds.</summary>
    public double Seconds => Input.Length / CharactersPerSecond / Speed;

    /// <summary>The reason why the request is refused, or null if it is valid.</summary>
    public Problem? Problem => Input.Length switch
    {
        0 => AudioWording.EmptyText,
        > LongestInput => AudioWording.LongText(Input.Length, LongestInput),
        _ => null,
    };

    public static SpeechRequest Read(JsonFields fields)
    {
        var request = new SpeechRequest(
            fields.RequiredText("model"),
            fields.RequiredText("input"),
            ReadVoice(fields),
            fields.OneOf("response_format", Formats) ?? "mp3",
            fields.Number("speed", 0.25, 4) ?? 1,
            fields.OneOf("stream_format", StreamFormats) == "sse");
        fields.Text("instructions");
        return request;
    }

    // A custom voice is an object with an id.
    private static string ReadVoice(JsonFields fields)
    {
        if (!fields.Required("voice"))
        {
            return "";
        }

        return fields.Any("voice")!.Value.ValueKind == JsonValueKind.Object
            ? fields.Section("voice")!.Value.RequiredText("id")
            : fields.Text("voice") ?? "";
    }
}
