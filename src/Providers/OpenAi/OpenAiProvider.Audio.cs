using MockLlm.Providers.OpenAi.Audio;

namespace MockLlm.Providers.OpenAi;

public sealed partial class OpenAiProvider
{
    /// <summary><c>POST /v1/audio/speech</c>.</summary>
    [Post("/v1/audio/speech")]
    internal Reply Speak(SpeechRequest request, Mock mock)
    {
        var usage = new Usage(mock.CountTokens(request.Input, request.Model), AudioUsage.AudioTokensOf(request.Seconds));
        mock.Spend(new Usage(usage.PromptTokens, 0));
        var audio = new SpeechAudio(request, usage);
        var reply = request.AsEvents
            ? Reply.Stream(Sse.ContentType, mock.Pace(audio.Events(), ahead: true))
            : Reply.Stream(audio.ContentType, mock.Pace(audio.Frames(), ahead: true));
        return reply.WithHeaders(OpenAiHeaders.Constant);
    }

    /// <summary><c>POST /v1/audio/transcriptions</c>.</summary>
    [Post("/v1/audio/transcriptions")]
    internal Reply Transcribe(Form form, Mock mock) => Hear(new(form), mock, isTranslation: false);

    /// <summary><c>POST /v1/audio/translations</c>.</summary>
    [Post("/v1/audio/translations")]
    internal Reply Translate(Form form, Mock mock) => Hear(new(form), mock, isTranslation: true);

    private static Reply Hear(TranscriptionRequest request, Mock mock, bool isTranslation)
    {
        // A file of unknown length gets the length of its text, which is not known yet: it is charged for its prompt only.
        var promptTokens = mock.CountTokens(request.Form.Text("prompt") ?? "", request.Model);
        var charged = promptTokens + AudioUsage.AudioTokensOf(Wav.Seconds(request.File.Bytes.Span) ?? 0);
        var completion = mock.Respond(request.Conversation(charged));
        var transcript = Transcript.Of(completion.Text, request.File.Bytes.Span);
        var usage = new AudioUsage(request.CountsTokens, transcript.Seconds, promptTokens, completion.Usage(charged).CompletionTokens);
        var reply = request.Stream && !isTranslation
            ? Reply.Stream(Sse.ContentType, mock.Pace(TranscriptionStream.Frames(completion, usage, mock), ahead: true))
            : new TranscriptionAnswer(request, transcript, usage, isTranslation).Reply;
        return reply.WithHeaders(OpenAiHeaders.Constant);
    }
}
