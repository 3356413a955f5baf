using MockLlm.Providers.OpenAi.Moderations;

namespace MockLlm.Providers.OpenAi;

public sealed partial class OpenAiProvider
{
    /// <summary><c>POST /v1/moderations</c>.</summary>
    [Post("/v1/moderations")]
    internal Reply Moderate(ModerationRequest request, Mock mock) => Reply
        .Json(new ModerationAnswer("modr-" + mock.Ids.Hex(32), request.Model, request.Inputs), ModerationAnswer.Write)
        .WithHeaders(OpenAiHeaders.Constant);
}
