using MockLlm.Providers.Anthropic.Batches;
using MockLlm.Providers.Anthropic.Messages;
using MockLlm.Providers.Anthropic.Models;

namespace MockLlm.Providers.Anthropic;

/// <summary>Anthropic's API: messages, message batches, token counts and models (Claude API reference, version 2023-06-01).</summary>
[RegisterProvider("anthropic", Version = "1.0.0", Description = "Anthropic messages, message batches, token counting and models", Concurrent = true)]
public sealed class AnthropicProvider : LlmProvider
{
    private const string Version = "anthropic-version";

    private readonly MessagesEndpoint _messages;
    private readonly BatchesEndpoint _batches;

    /// <summary>Makes a provider with no prompts cached and no batches.</summary>
    public AnthropicProvider()
    {
        _messages = new(ApiKey);
        _batches = new(_messages);
    }

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
    public override IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders { get; } =
        [new("anthropic-organization-id", "00000000-0000-4000-8000-000000000000")];

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
        MessagesRequest messages => MessagesEndpoint.Validate(messages),
        BatchRequest batch => BatchRules.Broken(batch),
        CountTokensRequest count => MessagesEndpoint.Validate(count),
        _ => null,
    };

    /// <inheritdoc/>
    public override Problem? Validate(object request, Mock mock)
    {
        ArgumentNullException.ThrowIfNull(mock);
        return request is MessagesRequest messages ? MessagesEndpoint.Check(messages, mock) : null;
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

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> RetryHeaders(TimeSpan wait) => AnthropicLimits.Wait(wait);

    /// <inheritdoc/>
    public override void Forget()
    {
        _messages.Forget();
        _batches.Forget();
    }

    /// <summary><c>POST /v1/messages/batches</c>.</summary>
    [Post(BatchesEndpoint.Path)]
    internal Reply CreateBatch(BatchRequest request, Mock mock) => _batches.Create(request, ApiKey(mock.Request), mock);

    /// <summary><c>GET /v1/messages/batches</c>.</summary>
    [Get(BatchesEndpoint.Path)]
    internal object ListBatches(Mock mock) => _batches.List(ApiKey(mock.Request), mock);

    /// <summary><c>GET /v1/messages/batches/{id}</c>.</summary>
    [Get(BatchesEndpoint.Path + "/{id}")]
    internal object Batch(string id, Mock mock) => _batches.Show(id, ApiKey(mock.Request), mock);

    /// <summary><c>POST /v1/messages/batches/{id}/cancel</c>.</summary>
    [Post(BatchesEndpoint.Path + "/{id}/cancel", Unmetered = true)]
    internal object CancelBatch(string id, Mock mock) => _batches.Cancel(id, ApiKey(mock.Request), mock);

    /// <summary><c>DELETE /v1/messages/batches/{id}</c>.</summary>
    [Delete(BatchesEndpoint.Path + "/{id}")]
    internal object DeleteBatch(string id, Mock mock) => _batches.Delete(id, ApiKey(mock.Request), mock);

    /// <summary><c>GET /v1/messages/batches/{id}/results</c>.</summary>
    [Get(BatchesEndpoint.Path + "/{id}/results")]
    internal object BatchResults(string id, Mock mock) => _batches.ShowResults(id, ApiKey(mock.Request), mock);

    /// <summary><c>POST /v1/messages</c>.</summary>
    [Post("/v1/messages")]
    internal Reply Messages(MessagesRequest request, Mock mock) => _messages.Answer(request, mock);

    /// <summary><c>POST /v1/messages/count_tokens</c>.</summary>
    [Post("/v1/messages/count_tokens", Unmetered = true)]
    internal Reply CountTokens(CountTokensRequest request, Mock mock) => MessagesEndpoint.CountTokens(request, mock);

    /// <summary><c>GET /v1/models</c>.</summary>
    [Get("/v1/models", Header = Version)]
    internal object ListModels(Mock mock) => ModelsEndpoint.List(mock);

    /// <summary><c>GET /v1/models/{id}</c>.</summary>
    [Get("/v1/models/{id}", Header = Version)]
    internal object Model(Mock mock) => ModelsEndpoint.Show(mock);
}
