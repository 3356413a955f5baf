using MockLlm.Providers.Anthropic.Tools;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>
/// The rules for the thinking that a client sends back, in the words of the live API. Thinking that was made here must be unaltered.
/// Thinking from elsewhere, such as a recorded conversation, cannot be checked. It only needs the form of the vendor's signatures, and
/// only in the turn that the request continues.
/// </summary>
internal static class ThinkingBlockRules
{
    private const string Modified =
        "`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.";

    private const string InvalidSignature = "Invalid `signature` in `thinking` block";
    private const string InvalidData = "Invalid `data` in `redacted_thinking` block";

    /// <summary>Returns the first rule that the messages break, or null if they break none.</summary>
    public static Problem? Broken(MessagesInput input)
    {
        var messages = input.Messages;
        var latest = LastOf(messages, static message => message.Role == "assistant");
        var turn = 1 + LastOf(messages, static message => message.Role == "user" && !message.HasToolResult);
        for (var i = 0; i <= latest; i++)
        {
            if (messages[i].Role == "assistant" && Broken(messages[i], i == latest, i >= turn && input.Thinking.Mode == ThinkingMode.On, i) is { } problem)
            {
                return problem;
            }
        }

        return input.Thinking.Budget is null ? null : Missing(messages, turn);
    }

    private static Problem? Broken(InputMessage message, bool isLatest, bool isContinued, int index)
    {
        var isOwn = isContinued && message.Blocks.Any(static block => block.Call is { } call && CallId.FollowsThinking(call) == true);
        for (var i = 0; i < message.Blocks.Count; i++)
        {
            if (message.Blocks[i] is { IsThinking: true } block && Broken(block, isLatest, isContinued, isOwn) is { } words)
            {
                return $"messages.{index}.content.{i}: {words}";
            }
        }

        return message.Blocks is [.., { Type: "thinking" }]
            ? $"messages.{index}: The final block in an assistant message cannot be `thinking`."
            : null;
    }

    // A call that was made here after thinking cannot stand beside thinking from elsewhere.
    private static string? Broken(ContentBlock block, bool isLatest, bool isContinued, bool isOwn)
    {
        var isRedacted = block.Type == "redacted_thinking";
        if (ThinkingSignature.IsOwn(block.Id!))
        {
            return ThinkingSignature.Signs(block.Id!, block.Counted) ? null
                : isRedacted ? InvalidData
                : isLatest ? Modified
                : InvalidSignature;
        }

        return isOwn ? Modified
            : !isContinued || ThinkingSignature.HasForm(block.Id!) ? null
            : isRedacted ? InvalidData
            : InvalidSignature;
    }

    // Only a request with a fixed budget must send the thinking of its turn back. A call that was made here without thinking has none.
    private static Problem? Missing(IReadOnlyList<InputMessage> messages, int turn)
    {
        var first = turn;
        while (first < messages.Count && messages[first].Role != "assistant")
        {
            first++;
        }

        if (first == messages.Count || messages[first].Blocks is not [{ IsThinking: false } block, ..]
            || messages[first].Blocks.Any(static block => block.Call is { } call && CallId.FollowsThinking(call) == false))
        {
            return null;
        }

        var preceding = messages[^1].Role == "assistant" ? "" : " (preceeding the lastmost set of `tool_use` and `tool_result` blocks)";
        return $"messages.{first}.content.0.type: Expected `thinking` or `redacted_thinking`, but found `{block.Type}`. When `thinking` is enabled, a final `assistant` message must start with a thinking block{preceding}. We recommend you include thinking blocks from previous turns. To avoid this requirement, disable `thinking`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking";
    }

    private static int LastOf(IReadOnlyList<InputMessage> messages, Func<InputMessage, bool> matches)
    {
        var index = messages.Count - 1;
        while (index >= 0 && !matches(messages[index]))
        {
            index--;
        }

        return index;
    }
}
