namespace MockLlm.Engine.Handlers;

/// <summary>Converts the types that handlers may return to one type.</summary>
internal static class HandlerResult
{
    public static ValueTask<object?> Of(object? result) => new(result);

    public static async ValueTask<object?> OfTask<T>(Task<T> task) => await task.ConfigureAwait(false);

    public static async ValueTask<object?> OfValueTask<T>(ValueTask<T> task) => await task.ConfigureAwait(false);

    /// <summary>Makes the reply from a handler's result.</summary>
    /// <exception cref="InvalidOperationException">The handler returned null.</exception>
    public static Reply ToReply(object? result, LlmProvider provider, string requestId) => result switch
    {
        Reply reply => reply,
        Problem problem => provider.Error(problem with { RequestId = requestId }),
        null => throw new InvalidOperationException($"A handler of {provider.GetType()} returned null."),
        _ => Reply.Json(result),
    };
}
