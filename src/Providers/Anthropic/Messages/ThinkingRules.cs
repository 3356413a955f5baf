namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The rules for thinking, in the words of the live API.</summary>
internal static class ThinkingRules
{
    /// <summary>Returns why a fixed budget does not go with the tool choice, or null if it does.</summary>
    public static Problem? Broken(MessagesInput input) => input is { Thinking.Budget: not null, Tools.IsForced: true }
        ? Problem.Of(ErrorKind.InvalidRequest, "Thinking may not be enabled when tool_choice forces tool use.")
        : null;

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
