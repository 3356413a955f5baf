namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>Answers <c>POST /v1/audio/transcriptions</c> and <c>POST /v1/audio/translations</c>.</summary>
internal static class TranscriptionEndpoint
{
    public static Reply Transcribe(Form form, Mock mock) => Answer(new(form), mock, isTranslation: false);

    public static Reply Translate(Form form, Mock mock) => Answer(new(form), mock, isTranslation: true);

    private static Reply Answer(TranscriptionRequest request, Mock mock, bool isTranslation)
    {
        // The length of a file that is no WAVE file follows from its text, which is not known yet. Only the prompt of such a file is charged.
        var promptTokens = mock.CountTokens(request.Form.Text("prompt") ?? "", request.Model);
        var charged = promptTokens + AudioUsage.AudioTokensOf(Wav.Seconds(request.File.Bytes.Span) ?? 0);
        var completion = mock.Respond(request.Conversation(charged));
        var transcript = Transcript.Of(completion.Text, request.File.Bytes.Span);
        var usage = new AudioUsage(request.CountsTokens, transcript.Seconds, promptTokens, completion.Usage(charged).CompletionTokens);
        IReadOnlyList<SpokenSegment> segments = request.TellsSpeakers ? [.. Diarization.Of(request, transcript)] : [];
        return request.Stream && !isTranslation
            ? Reply.Stream(Sse.ContentType, mock.Paced(TranscriptionStream.Frames(completion, segments, usage, mock)))
            : new TranscriptionAnswer(request, transcript, usage, isTranslation).Reply;
    }
}
