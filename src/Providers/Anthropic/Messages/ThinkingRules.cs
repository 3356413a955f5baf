namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>What does not go together with thinking, in the words of the live API.</summary>
internal static class ThinkingRules
{
    /// <summary>Why a fixed budget cannot be had with the tool choice, or null.</summary>
    public static Problem? Broken(MessagesInput input) => input is { Thinking.Budget: not null, Tools.IsForced: true }
        ? Problem.Of(ErrorKind.InvalidRequest, "Thinking may not be enabled when tool_choice forces tool use.")
        : null;

    /// <summary>Why the budget is too large, or null. Under interleaved thinking it spans several answers and may be.</summary>
    public static Problem? Broken(MessagesRequest request, RequestHead head) =>
        request.Input.Thinking.Budget >= request.Limits.MaxTokens
        && head.Header("anthropic-beta")?.Contains("interleaved-thinking", StringComparison.Ordinal) != true
            ? Problem.Of(
                ErrorKind.InvalidRequest,
                "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size")
            : null;
}
