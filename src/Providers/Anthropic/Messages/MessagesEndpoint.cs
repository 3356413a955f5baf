using MockLlm.Providers.Anthropic.Caching;
using MockLlm.Providers.Anthropic.Tools;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>Answers <c>POST /v1/messages</c> and <c>POST /v1/messages/count_tokens</c>, and knows which prompts are cached.</summary>
/// <param name="apiKey">Reads the API key of a request, to which a cached prompt belongs.</param>
internal sealed class MessagesEndpoint(Func<RequestHead, string?> apiKey)
{
    private readonly PromptCache _cache = new();

    /// <summary>Forgets all cached prompts.</summary>
    public void Forget() => _cache.Clear();

    /// <summary>Returns the first rule that a request breaks, or null if it breaks none.</summary>
    public static Problem? Validate(MessagesRequest request) =>
        TurnRules.Unknown(request.Continues) ?? TurnRules.Broken(request.Input.Messages) ?? TurnRules.Broken(request.Limits)
            ?? ToolRules.Broken(request.Input.Tools) ?? ToolBlockRules.Broken(request.Input.Messages)
            ?? ToolTurns.Broken(request.Input.Messages) ?? ToolBlockRules.Repeated(request.Input.Messages)
            ?? ImageRules.Broken(request.Input.Messages) ?? ThinkingRules.Broken(request.Input) ?? ThinkingRules.Broken(request)
            ?? ThinkingBlockRules.Broken(request.Input) ?? FormatRules.Broken(request.Input) ?? CacheRules.Broken(request.Input.Cached);

    /// <summary>Returns the first rule that a token count breaks, or null if it breaks none.</summary>
    public static Problem? Validate(CountTokensRequest request) =>
        TurnRules.Broken(request.Input.Messages) ?? ToolRules.Broken(request.Input.Tools);

    /// <summary>Returns the limit of the model that a request exceeds, or null if it exceeds none.</summary>
    public static Problem? Check(MessagesRequest request, Mock mock) =>
        ThinkingRules.Broken(request, mock.Request)
        ?? DocumentRules.Broken(request.Input.Messages, mock.Model(request.Model)?.ContextWindow) ?? ModelLimits.Check(
            mock.Model(request.Model),
            request.Limits.MaxTokens,
            request.PromptTokens(mock),
            request,
            AnthropicWording.Instance,
            static (request, model) => AnthropicWording.TooManyTokens(request.Limits.MaxTokens!.Value, model));

    public Reply Answer(MessagesRequest request, Mock mock)
    {
        var answer = Make(request, mock);
        return request.Stream
            ? Reply.Stream(Sse.ContentType, mock.Paced(new MessageStream(answer).Frames(mock)))
            : Reply.Json(answer, MessageAnswer.WriteBody, mock.Work);
    }

    /// <summary>Makes the answer before it is encoded.</summary>
    public MessageAnswer Make(MessagesRequest request, Mock mock)
    {
        var cache = request.Input.Cached is { } blocks
            ? _cache.Use(apiKey(mock.Request), request.Model, blocks, MessageTokens.Ends(request.Input, mock), mock.Now)
            : default;
        return MessageFactory.Create(request, cache, mock);
    }

    public static Reply CountTokens(CountTokensRequest request, Mock mock) =>
        Reply.Json(MessageTokens.Count(request.Input, mock), MessageTokens.WriteBody);
}
