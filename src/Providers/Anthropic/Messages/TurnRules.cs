using MockLlm.Providers.Anthropic.Caching;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The rules for a request as a whole. The live API checks them after it has checked every single field.</summary>
internal static class TurnRules
{
    private const string EmptyText = "messages: text content blocks must be non-empty";

    /// <summary>Returns the first rule that the messages break, or null if they break none. Messages of the same role in a row are one turn.</summary>
    public static Problem? Broken(IReadOnlyList<InputMessage> messages)
    {
        if (messages[0].Role == "system")
        {
            return "messages.0: use the top-level 'system' parameter for the initial system prompt; the directive-only form (content: [] with output_config) is accepted at any position";
        }

        var endsWithNothing = false;
        for (var first = 0; first < messages.Count;)
        {
            var turn = messages.Skip(first).TakeWhile(message => message.Role == messages[first].Role).ToList();
            if (turn[0].Role == "user" && turn.TrueForAll(message => message.Blocks.Count == 0))
            {
                return $"messages.{first}: user messages must have non-empty content";
            }

            first += turn.Count;
            endsWithNothing = turn[0].Role == "user" && turn.Exists(HasEmptyText);
        }

        return Texts(messages) ?? (endsWithNothing ? EmptyText : null);
    }

    private static Problem? Texts(IReadOnlyList<InputMessage> messages)
    {
        var isBlank = false;
        for (var i = 0; i < messages.Count; i++)
        {
            for (var j = 0; !messages[i].IsPlain && j < messages[i].Blocks.Count; j++)
            {
                if (messages[i].Blocks[j] is { Text.Length: 0, Mark: var mark })
                {
                    return mark == CacheMark.None
                        ? EmptyText
                        : $"messages.{i}.content.{j}.text: cache_control cannot be set for empty text blocks";
                }
            }

            isBlank |= IsBlank(messages[i].Blocks);
        }

        return messages[^1] is { Role: "assistant", Blocks: [.., { Text: [.., var end] }] } && char.IsWhiteSpace(end)
            ? "messages: final assistant content cannot end with trailing whitespace"
            : isBlank ? "messages: text content blocks must contain non-whitespace text" : null;
    }

    // White space is only refused if the message has nothing else.
    private static bool IsBlank(IReadOnlyList<ContentBlock> blocks)
    {
        var index = 0;
        while (index < blocks.Count && blocks[index].Text is { Length: > 0 } text && string.IsNullOrWhiteSpace(text))
        {
            index++;
        }

        return index > 0 && index == blocks.Count;
    }

    /// <summary>Returns the first rule that the limits break, or null if they break none.</summary>
    public static Problem? Broken(CompletionLimits limits) => limits.Stop is { } stops && stops.Any(string.IsNullOrWhiteSpace)
        ? Problem.Of(ErrorKind.InvalidRequest, "stop_sequences: each stop sequence must contain non-whitespace")
        : null;

    /// <summary>
    /// Returns why a thread cannot be continued, or null if the request names none. No threads are kept. Clients then send the whole
    /// conversation, as the vendor documents.
    /// </summary>
    public static Problem? Unknown(string? thread) => thread is null
        ? null
        : Problem.Of(ErrorKind.NotFound, $"thread: no thread is held under the message {thread}") with { Code = "thread_not_found" };

    private static bool HasEmptyText(InputMessage message) => message.Blocks.Any(block => block.Text is { Length: 0 });
}
