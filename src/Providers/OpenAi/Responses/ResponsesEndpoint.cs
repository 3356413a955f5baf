namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>Answers the routes under <c>/v1/responses</c>, and keeps the responses that clients may ask for later.</summary>
internal sealed class ResponsesEndpoint
{
    private readonly ResponseStore _store = new();

    /// <summary>Forgets all responses.</summary>
    public void Forget() => _store.Clear();

    /// <summary>Returns why a request is refused, or null if it is valid.</summary>
    public Problem? Validate(ResponseRequest request) => ResponseProblems.Of(request, _store);

    /// <summary>Returns the limit of the model that a request exceeds, or null if it exceeds none.</summary>
    public Problem? Check(ResponseRequest request, Mock mock) =>
        ResponseProblems.OfLength(request, request.PromptTokens(_store, mock), mock.Model(request.Model));

    public Conversation Read(ResponseRequest request) => request.Conversation(_store);

    public Reply Create(ResponseRequest request, Mock mock)
    {
        var promptTokens = request.PromptTokens(_store, mock);
        var completion = mock.Respond(request.Conversation(_store, promptTokens));
        var answer = ResponseAnswer.Of(request, completion, promptTokens, mock);
        if (request.Store)
        {
            _store.Keep(StoredResponse.Of(answer, request, mock.Ids));
        }

        return request.Stream
            ? Reply.Stream(
                Sse.ContentType,
                mock.Paced(new ResponseStream(answer).Frames(mock)),
                problem => ResponseFailure.Of(answer, problem))
            : Reply.Json(answer, ResponseAnswer.WriteBody, mock.Work);
    }

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public object Show(string id, Mock mock) => _store.Find(id) is { } stored ? Shown(stored, mock) : ResponseProblems.NotFound(id);

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public object Delete(string id) => _store.Forget(id)
        ? Reply.Json(id, static (json, deleted) =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, deleted);
            json.WriteString("object"u8, "response"u8);
            json.WriteBoolean("deleted"u8, true);
            json.WriteEndObject();
        })
        : ResponseProblems.NotFound(id);

    /// <summary>Answers a cancellation. A background response has ended by the time anyone can cancel it, so it stays as it is.</summary>
    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public object Cancel(string id, Mock mock) => _store.Find(id) switch
    {
        null => ResponseProblems.NotFound(id),
        { Background: true } stored => Shown(stored, mock),
        _ => ResponseProblems.Synchronous,
    };

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public object ListInputItems(string id, Mock mock) => _store.Find(id) is { } stored
        ? Reply.Json(InputItemPage.Of(stored.Input, mock.Request), InputItemPage.Write, mock.Work)
        : ResponseProblems.NotFound(id);

    public Reply CountInputTokens(InputTokensRequest request, Mock mock) =>
        Reply.Json(request.Response.PromptTokens(_store, mock), static (json, tokens) =>
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "response.input_tokens"u8);
            json.WriteNumber("input_tokens"u8, tokens);
            json.WriteEndObject();
        });

    private static Reply Shown(StoredResponse stored, Mock mock) => Reply.Json(stored.Answer, ResponseAnswer.WriteBody, mock.Work);
}
