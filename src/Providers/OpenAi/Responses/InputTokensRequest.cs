namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The body of <c>POST /v1/responses/input_tokens</c>: that of a response, of which only what costs tokens matters.</summary>
/// <param name="Response">The response that would be asked for.</param>
internal sealed record InputTokensRequest(ResponseRequest Response) : IBody<InputTokensRequest>
{
    public static InputTokensRequest Read(JsonFields fields) => new(ResponseRequest.Read(fields));
}
