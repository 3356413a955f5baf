using MockLlm.Providers.OpenAi.Chat;

namespace MockLlm.Providers.OpenAi.Models;

/// <summary>What a known model does not take, in the words of the live API.</summary>
internal static class ModelLimits
{
    /// <summary>Why a request is over its model's limits, or null.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="promptTokens">What its messages cost.</param>
    /// <param name="model">The model it asks for; null: one that is not listed, and not checked.</param>
    public static Problem? Broken(ChatRequest request, int promptTokens, ModelInfo? model) => model switch
    {
        { MaxTokens: { } most } when request.Limits.MaxTokens > most => TooManyTokens(request.LimitField, request.Limits.MaxTokens.Value, most),
        { ContextWindow: { } window } when promptTokens > window => OpenAiWording.Instance.ContextLength(model.Name, promptTokens, window),
        _ => null,
    };

    private static Problem TooManyTokens(string field, int asked, int most) => Problem.Of(
        ErrorKind.InvalidRequest,
        $"{field} is too large: {asked}. This model supports at most {most} completion tokens, whereas you provided {asked}.") with
    {
        Param = field,
        Code = "invalid_value",
    };
}
