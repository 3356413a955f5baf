namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The rules for thinking, in the words of the live API.</summary>
internal static class ThinkingRules
{
    private const double LeastTopP = 0.95;

    private const string Considerations =
        "Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#important-considerations-when-using-extended-thinking";

    /// <summary>Returns why a fixed budget does not go with the tool choice, or null if it does.</summary>
    public static Problem? Broken(MessagesInput input) => input is { Thinking.Budget: not null, Tools.IsForced: true }
        ? Problem.Of(ErrorKind.InvalidRequest, "Thinking may not be enabled when tool_choice forces tool use.")
        : null;

    /// <summary>Returns which setting of the sampling does not go with thinking, or null if all do.</summary>
    public static Problem? Broken(MessagesRequest request) => request switch
    {
        { Input.Thinking.Mode: not ThinkingMode.On } => null,
        { Sampling.Temperature: not (null or 1), Input.Thinking.Budget: not null } =>
            "`temperature` may only be set to 1 when thinking is enabled. Please consult our documentation at https://docs.anthropic.com/en/docs/build-with-claude/extended-thinking#important-considerations-when-using-extended-thinking",
        { Sampling.Temperature: not (null or 1) } =>
            "`temperature` may only be set to 1 when thinking is enabled or in adaptive mode. Please consult our documentation at https://platform.claude.com/docs/en/build-with-claude/extended-thinking",
        { Sampling.TopK: not null, Input.Thinking.Budget: not null } => $"`top_k` must be unset when thinking is enabled. {Considerations}",
        { Sampling.TopK: not null } => $"`top_k` must be unset when thinking is enabled or in adaptive mode. {Considerations}",
        { Sampling.TopP: < LeastTopP } =>
            $"`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled or in adaptive mode. {Considerations}",
        _ => null,
    };

    /// <summary>
    /// Returns why the budget is too large, or null if it is not. With interleaved thinking the budget is for several answers, so it may be
    /// larger than the limit of one.
    /// </summary>
    public static Problem? Broken(MessagesRequest request, RequestHead head) =>
        request.Input.Thinking.Budget >= request.Limits.MaxTokens
        && head.Header("anthropic-beta")?.Contains("interleaved-thinking", StringComparison.Ordinal) != true
            ? Problem.Of(
                ErrorKind.InvalidRequest,
                "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size")
            : null;
}
