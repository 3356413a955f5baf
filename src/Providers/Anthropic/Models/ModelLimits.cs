using MockLlm.Providers.Anthropic.Messages;

namespace MockLlm.Providers.Anthropic.Models;

/// <summary>What a known model does not take, in the words of the live API.</summary>
internal static class ModelLimits
{
    /// <summary>Why a request is over its model's limits, or null.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="promptTokens">What its conversation costs.</param>
    /// <param name="model">The model it asks for; null: one that is not listed, and not checked.</param>
    public static Problem? Broken(MessagesRequest request, int promptTokens, ModelInfo? model) => model switch
    {
        { MaxTokens: { } most } when request.Limits.MaxTokens > most => Problem.Of(
            ErrorKind.InvalidRequest,
            $"max_tokens: {request.Limits.MaxTokens} > {most}, which is the maximum allowed number of output tokens for {model.Name}"),
        { ContextWindow: { } window } when promptTokens > window => AnthropicWording.Instance.ContextLength(model.Name, promptTokens, window),
        _ => null,
    };
}
