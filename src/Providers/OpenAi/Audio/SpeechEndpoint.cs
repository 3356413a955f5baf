namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>Answers <c>POST /v1/audio/speech</c>.</summary>
internal static class SpeechEndpoint
{
    public static Reply Answer(SpeechRequest request, Mock mock)
    {
        var usage = new Usage(mock.CountTokens(request.Input, request.Model), AudioUsage.AudioTokensOf(request.Seconds));
        mock.Spend(new Usage(usage.PromptTokens, 0));
        var audio = new SpeechAudio(request, usage);
        return request.AsEvents
            ? Reply.Stream(Sse.ContentType, mock.Paced(audio.Events()))
            : Reply.Stream(audio.ContentType, mock.Paced(audio.Frames()));
    }
}
