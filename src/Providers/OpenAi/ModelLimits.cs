namespace MockLlm.Providers.OpenAi;

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
        { ContextWindow: { } window } when promptTokens > window => Problem.Of(
            ErrorKind.ContextLength, TooLong(model.Name, promptTokens, window)),
        _ => null,
    };

    // The models that began with gpt-5 have a sentence of their own.
    private static string TooLong(string model, int promptTokens, int window) =>
        (model.StartsWith("gpt-5", StringComparison.Ordinal)
            ? $"Input tokens exceed the configured limit of {window} tokens. Your messages resulted in {promptTokens} tokens."
            : $"This model's maximum context length is {window} tokens. However, your messages resulted in {promptTokens} tokens.")
        + " Please reduce the length of the messages.";

    private static Problem TooManyTokens(string field, int asked, int most) => Problem.Of(
        ErrorKind.InvalidRequest,
        $"{field} is too large: {asked}. This model supports at most {most} completion tokens, whereas you provided {asked}.") with
    {
        Param = field,
        Code = "invalid_value",
    };
}
