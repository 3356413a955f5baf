using System.Text;
using MockLlm.Providers.OpenAi.Audio;

namespace MockLlm.Providers.Tests.OpenAi.Audio;

public sealed class TranscriptionTests
{
    private const string Path = "/v1/audio/transcriptions";
    private const string Text = "Hello everyone. Shall we begin? Yes.";

    // Three seconds of silence.
    private static readonly byte[] Wave = [.. Wav.Header(3 * Tone.Rate), .. new byte[3 * Tone.Rate * Tone.BytesPerSample]];

    [Theory]
    [InlineData("whisper-1", """{"text":"Hello everyone. Shall we begin? Yes.","usage":{"type":"duration","seconds":3}}""")]
    [InlineData("gpt-4o-transcribe", """{"text":"Hello everyone. Shall we begin? Yes.","usage":{"type":"tokens","total_tokens":39,"input_tokens":30,"input_token_details":{"text_tokens":0,"audio_tokens":30},"output_tokens":9}}""")]
    public void The_text_is_the_response_to_the_file_s_name(string model, string json) =>
        Assert.Equal(json, Hear(("model", model)).Json!.ToJsonString());

    [Fact]
    public void The_verbose_answer_is_the_documented_object() =>
        Golden.Matches("OpenAi/Audio/Golden/verbose.json", Hear(("response_format", "verbose_json")).Json);

    [Fact]
    public void Words_have_their_times_where_they_are_asked_for()
    {
        var answer = Hear(("response_format", "verbose_json"), ("timestamp_granularities[]", "word")).Json!;

        Assert.Null(answer["segments"]);
        Assert.Equal(Text.Split(' '), answer["words"]!.AsArray().Select(word => (string?)word!["word"]));
        Assert.Equal("""{"word":"everyone.","start":0.5,"end":1.25}""", answer["words"]![1]!.ToJsonString());
    }

    [Theory]
    [InlineData("text", Text + "\n")]
    [InlineData("srt", "1\n00:00:00,000 --> 00:00:01,250\nHello everyone.\n\n2\n00:00:01,250 --> 00:00:02,580\nShall we begin?\n\n3\n00:00:02,580 --> 00:00:03,000\nYes.\n\n")]
    [InlineData("vtt", "WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nHello everyone.\n\n00:00:01.250 --> 00:00:02.580\nShall we begin?\n\n00:00:02.580 --> 00:00:03.000\nYes.\n\n")]
    public void Texts_and_subtitles_are_plain_text(string format, string text)
    {
        var answer = Hear(("response_format", format));

        Assert.Equal("text/plain; charset=utf-8", answer.Reply.ContentType);
        Assert.Equal(text, answer.Text);
    }

    [Fact]
    public void Deltas_make_up_the_text_and_the_last_event_has_all_of_it()
    {
        var events = Hear(("model", "gpt-4o-transcribe"), ("stream", "true")).Events;

        Assert.All(events.SkipLast(1), delta => Assert.Equal("transcript.text.delta", (string?)delta.Json["type"]));
        Assert.Equal(Text, string.Concat(events.SkipLast(1).Select(delta => (string?)delta.Json["delta"])));
        Assert.Equal("transcript.text.done", (string?)events[^1].Json["type"]);
        Assert.Equal(Text, (string?)events[^1].Json["text"]);
        Assert.Equal(9, (int?)events[^1].Json["usage"]!["output_tokens"]);
    }

    [Fact]
    public void Whisper_does_not_stream() => Assert.Equal(Text, (string?)Hear(("stream", "true")).Json!["text"]);

    [Theory]
    [InlineData("A", "B")]
    [InlineData("agent", "ann", "agent", "ann")]
    public void A_diarized_answer_says_who_speaks_sentence_by_sentence(string first, string second, params string[] known)
    {
        var answer = Hear([("model", "gpt-4o-transcribe-diarize"), ("response_format", "diarized_json"), .. known.Select(name => ("known_speaker_names[]", name))]).Json!;

        Assert.Equal(("transcribe", 3.0, Text), ((string?)answer["task"], (double)answer["duration"]!, (string?)answer["text"]));
        Assert.Equal([first, second, first], answer["segments"]!.AsArray().Select(segment => (string?)segment!["speaker"]));
        Assert.Equal(
            $$"""{"type":"transcript.text.segment","id":"seg_002","start":1.25,"end":2.58,"text":"Shall we begin?","speaker":"{{second}}"}""",
            answer["segments"]![1]!.ToJsonString());
        Assert.Equal("""{"type":"duration","seconds":3}""", answer["usage"]!.ToJsonString());
    }

    [Fact]
    public void A_diarized_stream_has_each_sentence_after_its_deltas()
    {
        var events = Hear(("model", "gpt-4o-transcribe-diarize"), ("response_format", "diarized_json"), ("stream", "true")).Events.Select(happened => happened.Json).ToList();

        var segments = events.Where(happened => (string?)happened["type"] == "transcript.text.segment").ToList();
        Assert.Equal(["seg_001", "seg_002", "seg_003"], segments.Select(segment => (string?)segment["id"]));
        Assert.All(segments, segment => Assert.Equal(
            (string?)segment["text"],
            string.Concat(events.TakeWhile(happened => happened != segment).Where(delta => (string?)delta["segment_id"] == (string?)segment["id"]).Select(delta => (string?)delta["delta"])).Trim()));
        Assert.Equal(("transcript.text.done", Text), ((string?)events[^1]["type"], (string?)events[^1]["text"]));
    }

    [Fact]
    public void Names_of_speakers_have_a_bound() => Assert.Equal(
        ["ann"],
        new TranscriptionRequest(FormOf([("known_speaker_names[]", new string('x', 257)), ("known_speaker_names[]", "ann")])).KnownSpeakers);

    [Theory]
    [InlineData("whisper-1")]
    [InlineData("gpt-4o-transcribe")]
    public void Only_a_diarizing_model_says_who_speaks(string model) => OpenAiClient.AssertRefused(
        Hear(("model", model), ("response_format", "diarized_json")),
        $"response_format 'diarized_json' is not compatible with model '{model}'. Use 'json' or 'text' instead.",
        "response_format",
        "unsupported_value");

    [Fact]
    public void A_translation_is_text_alone_or_a_verbose_answer_in_english()
    {
        var form = FormOf([.. Fields([]), ("response_format", "verbose_json"), ("language", "fr")]);
        var verbose = OpenAiClient.Vendor.Post("/v1/audio/translations", form).Json!;

        Assert.Equal($$"""{"text":"{{Text}}"}""", OpenAiClient.Vendor.Post("/v1/audio/translations", FormOf(Fields([]))).Json!.ToJsonString());
        Assert.Equal(("translate", "english"), ((string?)verbose["task"], (string?)verbose["language"]));
        Assert.Null(verbose["usage"]);
    }

    [Fact]
    public void The_form_s_prompt_stands_as_the_system_prompt_for_rules()
    {
        var conversation = new TranscriptionRequest(FormOf(Fields([("prompt", "Names: Ann.")]))).Conversation();

        Assert.Equal(("meeting.wav", "Names: Ann.", "whisper-1"), (conversation.Prompt, conversation.System, conversation.Model));
    }

    [Fact]
    public void A_file_of_unknown_length_takes_as_long_as_its_text()
    {
        var answer = OpenAiClient.Vendor.Post(Path, FormOf([("model", "whisper-1"), ("response_format", "verbose_json")], "meeting.mp3", [1, 2, 3])).Json!;

        Assert.Equal(Math.Round(((string)answer["text"]!).Length / 15.0, 2), (double)answer["duration"]!);
    }

    [Theory]
    [InlineData("model", "", "you must provide a model parameter", null, null)]
    [InlineData("response_format", "xml", "Invalid value: 'xml'. Supported values are: 'json', 'text', 'srt', 'verbose_json', 'vtt', and 'diarized_json'.", "response_format", "invalid_value")]
    [InlineData("temperature", "hot", "Invalid value for 'temperature': expected a number from 0 to 1, but got 'hot' instead.", "temperature", "invalid_value")]
    public void Fields_are_checked(string name, string value, string message, string? param, string? code) =>
        OpenAiClient.AssertRefused(Hear((name, value)), message, param, code);

    [Fact]
    public void Today_s_models_know_only_json_and_text() => OpenAiClient.AssertRefused(
        Hear(("model", "gpt-4o-transcribe"), ("response_format", "srt")),
        "response_format 'srt' is not compatible with model 'gpt-4o-transcribe'. Use 'json' or 'text' instead.",
        "response_format",
        "unsupported_value");

    [Theory]
    [InlineData("notes.txt", 10, 400, "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm']")]
    [InlineData("noname", 10, 400, "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm']")]
    [InlineData("empty.MP3", 0, 400, "Audio file is too short. Minimum audio length is 0.1 seconds.")]
    [InlineData("big.mp3", 26214401, 413, "Maximum content size limit (26214400) exceeded (26214401 bytes read)")]
    public void Files_are_checked(string name, int length, int status, string message)
    {
        var answer = OpenAiClient.Vendor.Post(Path, FormOf([("model", "whisper-1")], name, new byte[length]));

        Assert.Equal((status, message), (answer.Status, (string?)answer.Json!["error"]!["message"]));
    }

    [Fact]
    public void A_form_without_a_file_is_refused() => OpenAiClient.AssertRefused(
        OpenAiClient.Vendor.Post(Path, new Form([Field("model", "whisper-1")])), "Missing required parameter: 'file'.", "file", "missing_required_parameter");

    [Theory]
    [InlineData("RIFF", null)]
    [InlineData("RIFF0000WAVE", null)]
    [InlineData("RIFF0000WAVEdata\u0004\0\0\0abcd", null)]
    [InlineData("RIFF0000WAVEfmt \u0010\0\0\0\u0001\0\u0001\0\u0004\0\0\0\u0002\0\0\0\u0002\0\u0010\0data\u0007\u0007\u0007\u0007abcd", 2.0)]
    [InlineData("RIFF0000WAVEfmt \u0010\0\0\0\u0001\0\u0001\0\u0004\0\0\0\u0002\0\0\0\u0002\0\u0010\0LIST\u0001\0\0\0x\0data\u0002\0\0\0abcd", 1.0)]
    public void The_length_of_a_wave_file_is_read_from_what_it_holds(string file, double? seconds) =>
        Assert.Equal(seconds, Wav.Seconds(Encoding.Latin1.GetBytes(file)));

    private static Answer Hear(params (string Name, string Value)[] fields) => OpenAiClient.Vendor.Post(Path, FormOf(Fields(fields)));

    private static (string Name, string Value)[] Fields((string Name, string Value)[] fields) =>
        fields.Any(field => field.Name == "model") ? fields : [("model", "whisper-1"), .. fields];

    private static Form FormOf((string Name, string Value)[] fields, string file = "meeting.wav", byte[]? bytes = null) => new(
    [
        new FormPart("file", file, "audio/wav", bytes ?? Wave),
        .. fields.Select(field => Field(field.Name, field.Value)),
    ]);

    private static FormPart Field(string name, string value) => new(name, null, "text/plain", Encoding.UTF8.GetBytes(value));
}
