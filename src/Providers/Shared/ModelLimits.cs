namespace MockLlm.Providers.Shared;

/// <summary>Checks that a request fits the limits of its model.</summary>
internal static class ModelLimits
{
    /// <summary>Returns the limit that a request exceeds, in the words of its vendor, or null if it exceeds none.</summary>
    /// <param name="model">The model, or null if it is not listed. Such a model has no limits.</param>
    /// <param name="maxTokens">The most tokens of the answer that the request asks for, or null if it does not say.</param>
    /// <param name="promptTokens">The tokens of the prompt.</param>
    /// <param name="request">The request.</param>
    /// <param name="wording">The words of the vendor.</param>
    /// <param name="tooManyTokens">Refuses a request that asks for more tokens than the model can answer with.</param>
    /// <typeparam name="T">The type of the request.</typeparam>
    public static Problem? Check<T>(
        ModelInfo? model, int? maxTokens, int promptTokens, T request, ErrorWording wording, Func<T, ModelInfo, Problem> tooManyTokens) => model switch
        {
            { MaxTokens: { } most } when maxTokens > most => tooManyTokens(request, model),
            { ContextWindow: { } window } when promptTokens > window => wording.ContextLength(model.Name, promptTokens, window),
            _ => null,
        };
}
