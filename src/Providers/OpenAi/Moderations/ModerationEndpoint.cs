namespace MockLlm.Providers.OpenAi.Moderations;

/// <summary>Answers <c>POST /v1/moderations</c>.</summary>
internal static class ModerationEndpoint
{
    public static Reply Answer(ModerationRequest request, Mock mock) =>
        Reply.Json(new ModerationAnswer("modr-" + mock.Ids.Hex(32), request.Model, request.Inputs), ModerationAnswer.Write, mock.Work);
}
