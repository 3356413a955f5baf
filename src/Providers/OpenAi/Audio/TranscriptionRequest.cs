using System.Globalization;

namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>The form of <c>POST /v1/audio/transcriptions</c> and <c>/translations</c> (OpenAI API reference, "Create transcription").</summary>
/// <param name="Form">The form as the client sent it.</param>
internal sealed record TranscriptionRequest(Form Form)
{
    /// <summary>The file name endings that are accepted.</summary>
    public static readonly IReadOnlyList<string> FileFormats = ["flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm"];

    private const long LargestFile = 25 * 1024 * 1024;
    private const int MostKnownSpeakers = 4;
    private const int LongestSpeaker = 256;
    private const string Diarized = "diarized_json";
    private static readonly string[] Formats = ["json", "text", "srt", "verbose_json", "vtt", Diarized];

    public string Model => Form.Text("model") ?? "";

    public string Format => Form.Text("response_format") ?? "json";

    public string Language => Form.Text("language") is { Length: > 0 } language ? language : "english";

    /// <summary>Whether the model is charged by tokens. Otherwise it is charged by time.</summary>
    public bool CountsTokens => Model.StartsWith("gpt-", StringComparison.Ordinal);

    /// <summary>Whether the text is streamed. The older model never streams.</summary>
    public bool Stream => CountsTokens && Form.Text("stream") is "true" or "True" or "1";

    public bool WantsWords => Wants("word");

    /// <summary>Whether the answer has segments. It has none if the request asks for words only.</summary>
    public bool WantsSegments => Wants("segment") || !WantsWords;

    /// <summary>Whether the answer says who speaks.</summary>
    public bool TellsSpeakers => Format == Diarized;

    /// <summary>The names of the speakers that the client knows. Names that are not short are left out, because every sentence repeats one.</summary>
    public IReadOnlyList<string> KnownSpeakers =>
    [
        .. Form.Parts.Where(static part => part.Name is "known_speaker_names[]" or "known_speaker_names" && part.Bytes.Length <= LongestSpeaker)
            .Take(MostKnownSpeakers)
            .Select(static part => part.Text),
    ];

    public FormPart File => Form["file"]!;

    /// <summary>The reason why the request is refused, or null if it is valid.</summary>
    public Problem? Problem => this switch
    {
        { Model.Length: 0 } => AudioWording.Missing("model"),
        _ when Form["file"] is null => AudioWording.Missing("file"),
        { File.Bytes.Length: var length and > (int)LargestFile } => AudioWording.TooLarge(length, LargestFile),
        _ when !FileFormats.Contains(Ending) => AudioWording.Format,
        { File.Bytes.IsEmpty: true } => AudioWording.TooShort,
        _ when !Formats.Contains(Format) => AudioWording.Unknown("response_format", Formats, Format),
        { CountsTokens: true, Format: not ("json" or "text") } when !(TellsSpeakers && IsDiarizing) => AudioWording.Incompatible(Format, Model),
        { CountsTokens: false, TellsSpeakers: true } => AudioWording.Incompatible(Format, Model),
        _ when Form.Text("temperature") is { } text && !IsTemperature(text) => AudioWording.Temperature(text),
        _ => null,
    };

    /// <summary>
    /// Returns the request as a conversation. The name of the file is the prompt, so that rules can say what the file contains. The prompt of
    /// the form guides the model, so it is the system message.
    /// </summary>
    public Conversation Conversation(int? promptTokens = null) => new([new("user", Form["file"]?.FileName ?? "")], Model)
    {
        System = Form.Text("prompt") ?? "",
        PromptTokens = promptTokens,
        Stream = Stream,
    };

    private bool IsDiarizing => Model.EndsWith("-diarize", StringComparison.Ordinal);

    private string Ending => Path.GetExtension(File.FileName ?? "").TrimStart('.').ToLowerInvariant();

    private bool Wants(string granularity) => Form.Parts.Any(
        part => part.Name is "timestamp_granularities[]" or "timestamp_granularities" && part.Text == granularity);

    private static bool IsTemperature(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1;
}
