using MockLlm.Providers.Anthropic.Batches;
using MockLlm.Providers.Anthropic.Caching;
using MockLlm.Providers.Anthropic.Messages;
using MockLlm.Providers.Anthropic.Models;
using MockLlm.Providers.Anthropic.Tools;

namespace MockLlm.Providers.Anthropic;

/// <summary>Anthropic's messages, token counts and model list (Claude API reference, version 2023-06-01).</summary>
[RegisterProvider("anthropic", Version = "1.0.0", Description = "Anthropic messages, message batches, token counting and models", Concurrent = true)]
public sealed partial class AnthropicProvider : LlmProvider
{
    private const string Version = "anthropic-version";

    private readonly PromptCache _cache = new();

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, bool> Capabilities { get; } = new Dictionary<string, bool>
    {
        ["streaming"] = true,
        ["function_calling"] = true,
        ["structured_output"] = true,
        ["reasoning"] = true,
        ["prompt_caching"] = true,
        ["batches"] = true,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> SupportedModels { get; } = [.. AnthropicModels.Known.SelectMany(model => model.Names)];

    /// <inheritdoc/>
    public override IReadOnlyList<ModelInfo> Models => AnthropicModels.Known;

    /// <inheritdoc/>
    public override string RequestIdHeader => "request-id";

    /// <inheritdoc/>
    public override ErrorWording Wording => AnthropicWording.Instance;

    /// <inheritdoc/>
    public override string NewRequestId(Ids ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return AnthropicId.Draw("req", ids);
    }

    /// <inheritdoc/>
    public override string? ApiKey(RequestHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return head.Header("x-api-key") ?? base.ApiKey(head);
    }

    /// <inheritdoc/>
    public override Problem? ValidateHead(RequestHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return string.IsNullOrEmpty(head.Header(Version)) ? Problem.Of(ErrorKind.InvalidRequest, $"{Version}: header is required") : null;
    }

    /// <inheritdoc/>
    public override Problem? Validate(object request) => request switch
    {
        MessagesRequest messages => TurnRules.Unknown(messages.Continues) ?? TurnRules.Broken(messages.Input.Messages) ?? TurnRules.Broken(messages.Limits)
            ?? ToolRules.Broken(messages.Input.Tools) ?? ToolTurns.Broken(messages.Input.Messages) ?? ThinkingRules.Broken(messages.Input)
            ?? CacheRules.Broken(messages.Input.Cached),
        BatchRequest batch => BatchRules.Broken(batch),
        CountTokensRequest count => TurnRules.Broken(count.Input.Messages) ?? ToolRules.Broken(count.Input.Tools),
        _ => null,
    };

    /// <inheritdoc/>
    public override Problem? Validate(object request, Mock mock)
    {
        ArgumentNullException.ThrowIfNull(mock);
        return request is MessagesRequest messages
            ? ThinkingRules.Broken(messages, mock.Request) ?? ModelLimits.Broken(messages, messages.PromptTokens(mock), mock.Model(messages.Model))
            : null;
    }

    /// <inheritdoc/>
    public override Conversation? Read(object body) => body switch
    {
        MessagesRequest messages => messages.Conversation(),
        CountTokensRequest count => count.Input.Conversation(),
        _ => null,
    };

    /// <inheritdoc/>
    public override Reply Error(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return AnthropicError.Reply(problem);
    }

    /// <inheritdoc/>
    public override Frame ErrorEvent(Problem problem, string? contentType)
    {
        var body = Error(problem).Body;
        return new((byte[])[.. "event: error\ndata: "u8, .. body.Span, .. "\n\n"u8], type: "error");
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> LimitHeaders(LimitState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return AnthropicLimits.Headers(state);
    }

    /// <summary><c>POST /v1/messages</c>.</summary>
    [Post("/v1/messages")]
    internal Reply Messages(MessagesRequest request, Mock mock)
    {
        var answer = Answering.To(request, CacheUse(request, mock), mock);
        var reply = request.Stream
            ? Reply.Stream(Sse.ContentType, mock.Pace(new MessageStream(answer).Frames(mock), ahead: true))
            : Reply.Json(answer, MessageAnswer.WriteBody);
        return reply.WithHeaders(AnthropicHeaders.Constant);
    }

    /// <summary><c>POST /v1/messages/count_tokens</c>.</summary>
    [Post("/v1/messages/count_tokens", Unmetered = true)]
    internal Reply CountTokens(CountTokensRequest request, Mock mock) =>
        Reply.Json(MessageTokens.Count(request.Input, mock), MessageTokens.WriteBody).WithHeaders(AnthropicHeaders.Constant);

    /// <summary><c>GET /v1/models</c>.</summary>
    [Get("/v1/models", Header = Version)]
    internal object ListModels(Mock mock)
    {
        var (page, problem) = Page<ModelInfo>.Of([.. mock.Models.Select(model => (model.Name, model))], "model", mock.Request);
        return page is null ? problem! : page.Reply(AnthropicModel.Write);
    }

    /// <summary><c>GET /v1/models/{id}</c>.</summary>
    [Get("/v1/models/{id}", Header = Version)]
    internal object Model(Mock mock)
    {
        var id = mock.Request.Route("id") ?? "";
        return mock.Model(id) is { } known
            ? Reply.Json(known, AnthropicModel.Write).WithHeaders(AnthropicHeaders.Constant)
            : Wording.Model(id);
    }

    /// <inheritdoc/>
    internal override void Forget()
    {
        _cache.Clear();
        _batches.Clear();
    }

    private CacheUse CacheUse(MessagesRequest request, Mock mock) => request.Input.Cached is { } blocks
        ? _cache.Use(ApiKey(mock.Request), request.Model, blocks, MessageTokens.Ends(request.Input, mock), mock.Now)
        : default;
}
