namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>Calls of the smaller routes.</summary>
internal static class OtherCalls
{
    private const string Embed = "POST /embeddings";
    private const string Moderate = "POST /moderations";
    private const string Draw = "POST /images/generations";
    private const string Speak = "POST /audio/speech";
    private const string Transcribe = "POST /audio/transcriptions";
    private const string Translate = "POST /audio/translations";

    public static IEnumerable<ApiCall> All =>
    [
        new("embedding", Embed, """{"model": "text-embedding-3-small", "input": "a cat"}"""),
        new("embeddings of several texts", Embed, """{"model": "text-embedding-3-large", "input": ["a cat", "a dog"], "dimensions": 8, "encoding_format": "float"}"""),
        new("embedding of tokens", Embed, """{"model": "text-embedding-ada-002", "input": [15339, 1917]}"""),
        new("embedding as base64", Embed, """{"model": "text-embedding-3-small", "input": "a cat", "encoding_format": "base64"}"""),
        new("moderation", Moderate, """{"input": "I kill you"}"""),
        new("moderations of several texts", Moderate, """{"model": "omni-moderation-latest", "input": ["a cat", "I kill you"]}"""),
        new("moderation of an image", Moderate, """{"input": [{"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}, {"type": "text", "text": "a cat"}]}"""),
        new("moderation by an older model", Moderate, """{"model": "text-moderation-latest", "input": "a cat"}"""),
        new("image of gpt-image-1", Draw, """{"model": "gpt-image-1", "prompt": "a fox", "n": 2, "size": "1536x1024", "quality": "low", "background": "transparent"}"""),
        new("image of gpt-image-1, all by itself", Draw, """{"model": "gpt-image-1", "prompt": "a fox", "size": "auto", "quality": "auto", "background": "auto"}"""),
        new("image of gpt-image-2, any size", Draw, """{"model": "gpt-image-2", "prompt": "a fox", "size": "1536x864"}"""),
        new("image of gpt-image-2, extra quality", Draw, """{"model": "gpt-image-2", "prompt": "a fox", "quality": "xhigh"}"""),
        new("image of dall-e-2", Draw, """{"prompt": "a fox", "size": "256x256"}"""),
        new("image of dall-e-3", Draw, """{"model": "dall-e-3", "prompt": "a fox", "response_format": "b64_json", "style": "vivid"}"""),
        new("images, streamed", Draw, """{"model": "gpt-image-1", "prompt": "a fox", "stream": true, "partial_images": 2}"""),
        new("speech", Speak, """{"model": "gpt-4o-mini-tts", "input": "Hello.", "voice": "alloy"}"""),
        new("speech, streamed", Speak, """{"model": "gpt-4o-mini-tts", "input": "Hello.", "voice": "alloy", "response_format": "pcm", "stream_format": "sse"}"""),
        Heard("transcription by whisper", Transcribe, "whisper-1"),
        Heard("transcription by whisper, verbose", Transcribe, "whisper-1", ("response_format", "verbose_json")),
        Heard("transcription by whisper, words", Transcribe, "whisper-1", ("response_format", "verbose_json"), ("timestamp_granularities[]", "word"), ("language", "en")),
        Heard("transcription by whisper, text", Transcribe, "whisper-1", ("response_format", "text")),
        Heard("transcription", Transcribe, "gpt-4o-transcribe", ("prompt", "Names: Ann.")),
        Heard("transcription, log probabilities", Transcribe, "gpt-4o-transcribe", ("include[]", "logprobs")),
        Heard("transcription, streamed", Transcribe, "gpt-4o-mini-transcribe", ("stream", "true")),
        Heard("transcription, log probabilities, streamed", Transcribe, "gpt-4o-mini-transcribe", ("stream", "true"), ("include[]", "logprobs")),
        Heard("transcription, speakers", Transcribe, "gpt-4o-transcribe-diarize", ("response_format", "diarized_json"), ("chunking_strategy", "auto")),
        Heard("transcription, speakers, streamed", Transcribe, "gpt-4o-transcribe-diarize", ("response_format", "diarized_json"), ("stream", "true")),
        Heard("translation", Translate, "whisper-1"),
        Heard("translation, verbose", Translate, "whisper-1", ("response_format", "verbose_json")),
        new("models", "GET /models"),
        new("model", "GET /models/{model}") { Path = "/models/gpt-4o" },
        new("model, unknown", "GET /models/{model}") { Path = "/models/none", Status = 404 },
    ];

    private static ApiCall Heard(string name, string route, string model, params (string Name, string Value)[] fields) => new(name, route)
    {
        Form = [("file", "@meeting.wav"), ("model", model), .. fields],
    };
}
