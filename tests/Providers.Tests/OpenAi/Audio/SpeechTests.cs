using System.Buffers.Binary;
using System.Text;

namespace MockLlm.Providers.Tests.OpenAi.Audio;

public sealed class SpeechTests
{
    private const string Path = "/v1/audio/speech";

    [Theory]
    [InlineData(30, 1, 2)]
    [InlineData(30, 2, 1)]
    [InlineData(30, 0.5, 4)]
    [InlineData(4096, 1, 273.0667)]
    public void A_wave_file_is_whole_and_as_long_as_its_text_takes(int characters, double speed, double seconds)
    {
        var answer = Say(new string('a', characters), FormattableString.Invariant($", \"response_format\": \"wav\", \"speed\": {speed}"));
        var wav = answer.Bytes;

        Assert.Equal("audio/wav", answer.Reply.ContentType);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(wav, 0, 4));
        Assert.Equal(wav.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(4)));
        Assert.Equal("WAVEfmt ", Encoding.ASCII.GetString(wav, 8, 8));
        Assert.Equal([16, 0, 0, 0, 1, 0, 1, 0, 0xC0, 0x5D, 0, 0, 0x80, 0xBB, 0, 0, 2, 0, 16, 0], wav[16..36]);
        Assert.Equal("data", Encoding.ASCII.GetString(wav, 36, 4));
        Assert.Equal(wav.Length - 44, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));
        Assert.Equal(seconds, (wav.Length - 44) / 48000.0, 3);
    }

    [Fact]
    public void The_samples_are_heard_and_never_clipped_or_cracked()
    {
        var pcm = Say("A sentence that takes a while to say.", ", \"response_format\": \"pcm\"");
        var samples = pcm.Bytes.Chunk(2).Select(pair => BinaryPrimitives.ReadInt16LittleEndian(pair)).ToList();

        Assert.Equal("audio/pcm", pcm.Reply.ContentType);
        Assert.InRange(samples.Max(), 5000, 7000);
        Assert.InRange(samples.Min(), -7000, -5000);
        Assert.InRange(samples.Zip(samples.Skip(1), (one, next) => Math.Abs(next - one)).Max(), 1, 1000);
    }

    [Fact]
    public void Voices_have_pitches_of_their_own() => Assert.NotEqual(
        OpenAiClient.Vendor.Post(Path, """{"model": "tts-1", "input": "hello there", "voice": "alloy", "response_format": "wav"}""").Bytes,
        OpenAiClient.Vendor.Post(Path, """{"model": "tts-1", "input": "hello there", "voice": {"id": "voice_1"}, "response_format": "wav"}""").Bytes);

    [Fact]
    public void Mp3_is_sent_by_default_frame_upon_frame()
    {
        var answer = Say(new string('a', 150));
        var frames = answer.Bytes.Chunk(96).ToList();

        Assert.Equal("audio/mpeg", answer.Reply.ContentType);
        Assert.All(frames, frame => Assert.Equal((96, 0xff, 0xf3, 0x44, 0xc0), (frame.Length, frame[0], frame[1], frame[2], frame[3])));
        Assert.Equal(Math.Ceiling(10 / 0.024), frames.Count);
    }

    [Theory]
    [InlineData("opus")]
    [InlineData("aac")]
    [InlineData("flac")]
    public void What_cannot_be_made_is_sent_as_wave_and_called_so(string format)
    {
        var answer = Say("hello there", $", \"response_format\": \"{format}\"");

        Assert.Equal("audio/wav", answer.Reply.ContentType);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(answer.Bytes, 0, 4));
    }

    [Fact]
    public void Long_audio_leaves_in_parts()
    {
        var answer = Say(new string('a', 150), ", \"response_format\": \"wav\"");

        Assert.Equal(21, FrameRun.Collect(answer.Reply.Frames!).Count);
    }

    [Fact]
    public void Events_hold_the_same_audio_and_end_with_the_usage()
    {
        const string Format = ", \"response_format\": \"pcm\"";
        var events = Say("hello there, how are you?", Format + ", \"stream_format\": \"sse\"").Events;

        Assert.All(events.SkipLast(1), part => Assert.Equal("speech.audio.delta", (string?)part.Json["type"]));
        Assert.Equal(
            Say("hello there, how are you?", Format).Bytes,
            events.SkipLast(1).SelectMany(part => Convert.FromBase64String((string)part.Json["audio"]!)));
        Assert.Equal(
            """{"type":"speech.audio.done","usage":{"input_tokens":7,"output_tokens":17,"total_tokens":24}}""", events[^1].Data);
    }

    [Theory]
    [InlineData("""{"input": "a", "voice": "alloy"}""", "you must provide a model parameter", null, null)]
    [InlineData("""{"model": "tts-1", "voice": "alloy"}""", "Missing required parameter: 'input'.", "input", "missing_required_parameter")]
    [InlineData("""{"model": "tts-1", "input": "a"}""", "Missing required parameter: 'voice'.", "voice", "missing_required_parameter")]
    [InlineData("""{"model": "tts-1", "input": "", "voice": "alloy"}""", "Invalid 'input': empty string. Expected a string with minimum length 1, but got an empty string instead.", "input", "empty_string")]
    [InlineData("""{"model": "tts-1", "input": "a", "voice": "alloy", "speed": 5}""", "Invalid 'speed': decimal above maximum value. Expected a value <= 4, but got 5 instead.", "speed", "decimal_above_max_value")]
    [InlineData("""{"model": "tts-1", "input": "a", "voice": "alloy", "response_format": "midi"}""", "Invalid value: 'midi'. Supported values are: 'mp3', 'opus', 'aac', 'flac', 'wav', and 'pcm'.", "response_format", "invalid_value")]
    public void Fields_are_checked(string body, string message, string? param, string? code) =>
        OpenAiClient.AssertRefused(OpenAiClient.Vendor.Post(Path, body), message, param, code);

    [Fact]
    public void A_text_over_4096_characters_is_refused() => OpenAiClient.AssertRefused(
        Say(new string('a', 4097)),
        "Invalid 'input': string too long. Expected a string with maximum length 4096, but got a string with length 4097 instead.",
        "input",
        "string_above_max_length");

    private static Answer Say(string text, string fields = "") =>
        OpenAiClient.Vendor.Post(Path, $$"""{"model": "gpt-4o-mini-tts", "input": "{{text}}", "voice": "alloy"{{fields}}}""");
}
