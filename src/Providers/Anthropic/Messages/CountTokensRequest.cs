namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The body of <c>POST /v1/messages/count_tokens</c> (Claude API reference, "Count tokens in a Message").</summary>
/// <param name="Input">What is counted.</param>
internal sealed record CountTokensRequest(MessagesInput Input) : IBody<CountTokensRequest>
{
    public static CountTokensRequest Read(JsonFields fields) => new(MessagesInput.Read(fields));
}
