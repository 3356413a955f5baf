using MockLlm.Providers.OpenAi.Responses;

namespace MockLlm.Providers.OpenAi;

public sealed partial class OpenAiProvider
{
    private readonly ResponseStore _responses = new();

    /// <summary>Forgets all stored responses.</summary>
    internal void ForgetResponses() => _responses.Clear();

    /// <summary><c>POST /v1/responses</c>.</summary>
    [Post("/v1/responses")]
    internal Reply Respond(ResponseRequest request, Mock mock)
    {
        var promptTokens = request.PromptTokens(_responses, mock);
        var completion = mock.Respond(request.Conversation(_responses, promptTokens));
        var answer = ResponseAnswer.Of(request, completion, promptTokens, mock);
        if (request.Store)
        {
            _responses.Keep(StoredResponse.Of(answer, request, mock.Ids));
        }

        var reply = request.Stream
            ? Reply.Stream(Sse.ContentType, mock.Pace(new ResponseStream(answer).Frames(mock), ahead: true))
            : Reply.Json(answer, ResponseAnswer.WriteBody);
        return reply.WithHeaders(OpenAiHeaders.Constant);
    }

    /// <summary><c>GET /v1/responses/{id}</c>.</summary>
    [Get("/v1/responses/{id}")]
    internal object ShowResponse(string id) => _responses.Find(id) is { } stored ? Shown(stored) : ResponseProblems.NotFound(id);

    /// <summary><c>DELETE /v1/responses/{id}</c>.</summary>
    [Delete("/v1/responses/{id}")]
    internal object DeleteResponse(string id) => _responses.Forget(id)
        ? Reply.Json(id, static (json, deleted) =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, deleted);
            json.WriteString("object"u8, "response"u8);
            json.WriteBoolean("deleted"u8, true);
            json.WriteEndObject();
        }).WithHeaders(OpenAiHeaders.Constant)
        : ResponseProblems.NotFound(id);

    /// <summary><c>POST /v1/responses/{id}/cancel</c>: one made in the background has come to its end already, and stays as it is.</summary>
    [Post("/v1/responses/{id}/cancel", Unmetered = true)]
    internal object CancelResponse(string id) => _responses.Find(id) switch
    {
        null => ResponseProblems.NotFound(id),
        { Background: true } stored => Shown(stored),
        _ => ResponseProblems.Synchronous,
    };

    /// <summary><c>GET /v1/responses/{id}/input_items</c>.</summary>
    [Get("/v1/responses/{id}/input_items")]
    internal object ListInputItems(string id, RequestHead head) => _responses.Find(id) is { } stored
        ? Reply.Json(InputItemPage.Of(stored.Input, head), InputItemPage.Write).WithHeaders(OpenAiHeaders.Constant)
        : ResponseProblems.NotFound(id);

    /// <summary><c>POST /v1/responses/input_tokens</c>.</summary>
    [Post("/v1/responses/input_tokens", Unmetered = true)]
    internal Reply CountInputTokens(InputTokensRequest request, Mock mock) =>
        Reply.Json(request.Response.PromptTokens(_responses, mock), static (json, tokens) =>
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "response.input_tokens"u8);
            json.WriteNumber("input_tokens"u8, tokens);
            json.WriteEndObject();
        }).WithHeaders(OpenAiHeaders.Constant);

    private static Reply Shown(StoredResponse stored) => Reply.Json(stored.Answer, ResponseAnswer.WriteBody).WithHeaders(OpenAiHeaders.Constant);
}
