namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>What must hold of a request as a whole: the live API looks at it after every field by itself is good.</summary>
internal static class TurnRules
{
    /// <summary>The first rule that the messages break, or null. Messages of one role in a row are one turn.</summary>
    public static Problem? Broken(IReadOnlyList<InputMessage> messages)
    {
        if (messages[0].Role == "system")
        {
            return "messages.0: use the top-level 'system' parameter for the initial system prompt; the directive-only form (content: [] with output_config) is accepted at any position";
        }

        for (var first = 0; first < messages.Count;)
        {
            var turn = messages.Skip(first).TakeWhile(message => message.Role == messages[first].Role).ToList();
            if (turn[0].Role == "user" && turn.TrueForAll(message => message.Blocks.Count == 0))
            {
                return $"messages.{first}: user messages must have non-empty content";
            }

            first += turn.Count;
            if (first == messages.Count && turn[0].Role == "user" && turn.Exists(HasEmptyText))
            {
                return "messages: text content blocks must be non-empty";
            }
        }

        return null;
    }

    /// <summary>The first rule that the limits break, or null.</summary>
    public static Problem? Broken(CompletionLimits limits) => limits.Stop is { } stops && stops.Any(string.IsNullOrWhiteSpace)
        ? Problem.Of(ErrorKind.InvalidRequest, "stop_sequences: each stop sequence must contain non-whitespace")
        : null;

    /// <summary>Why a thread cannot be gone on with, or null. None is held: clients then send the whole conversation, as the vendor documents.</summary>
    public static Problem? Unknown(string? thread) => thread is null
        ? null
        : Problem.Of(ErrorKind.NotFound, $"thread: no thread is held under the message {thread}") with { Code = "thread_not_found" };

    private static bool HasEmptyText(InputMessage message) => message.Blocks.Any(block => block.Text is { Length: 0 });
}
