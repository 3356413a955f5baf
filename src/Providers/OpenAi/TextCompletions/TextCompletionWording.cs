namespace MockLlm.Providers.OpenAi.TextCompletions;

/// <summary>OpenAI's words for text completions that it refuses.</summary>
internal static class TextCompletionWording
{
    public static Problem BestOf { get; } = Refused("You requested that the server return more choices than it will generate (HINT: you must set 'n' (currently more) to at most 'best_of', or omit either parameter if you don't specifically want to use them.)", "best_of");

    public static Problem StreamedBestOf { get; } = Refused("Results cannot be streamed when best_of is greater than n", "best_of");

    /// <summary>Refuses a token that is not in the vocabulary.</summary>
    public static Problem Token { get; } = Refused("'prompt' holds a token that is not in the model's vocabulary.", "prompt");

    public static Problem Context(int window, int prompt, int? completion)
    {
        var most = completion ?? 0;
        return Refused(
            FormattableString.Invariant($"This model's maximum context length is {window} tokens, however you requested {prompt + most} tokens ({prompt} in your prompt; {most} for the completion). Please reduce your prompt; or completion length."),
            null);
    }

    private static Problem Refused(string message, string? param) => Problem.Of(ErrorKind.InvalidRequest, message) with { Param = param };
}
