using MockLlm.Providers.Anthropic.Messages;

namespace MockLlm.Providers.Anthropic.Tools;

/// <summary>
/// Checks that tool calls and their results belong together. Every call in a turn of the assistant has its result in the next turn of
/// the user, and every result has its call in the turn before. System messages between them do not count.
/// </summary>
internal sealed class ToolTurns
{
    private readonly HashSet<string> _seen = [];
    private readonly HashSet<string> _calls = [];
    private readonly HashSet<string> _open = [];
    private int _asked;
    private bool _isAnswered;

    /// <summary>Returns the first call without a result or result without a call, or null if there is none.</summary>
    public static Problem? Broken(IReadOnlyList<InputMessage> messages)
    {
        if (!messages.Any(message => message.Blocks.Any(block => (block.Call ?? block.ResultOf) is not null)))
        {
            return null;
        }

        var turns = new ToolTurns();
        for (var i = 0; i < messages.Count; i++)
        {
            if (turns.Next(i, messages[i]) is { } problem)
            {
                return problem;
            }
        }

        return turns.Unanswered();
    }

    private Problem? Next(int index, InputMessage message) => message.Role switch
    {
        "assistant" => Ask(index, message),
        "user" => Answer(index, message),
        _ => null,
    };

    private Problem? Ask(int index, InputMessage message)
    {
        if (_isAnswered && Unanswered() is { } problem)
        {
            return problem;
        }

        if (_isAnswered)
        {
            _calls.Clear();
            _isAnswered = false;
        }

        foreach (var id in message.Blocks.Select(block => block.Call).OfType<string>())
        {
            if (!_seen.Add(id))
            {
                return "messages: `tool_use` ids must be unique";
            }

            _calls.Add(id);
            _open.Add(id);
            _asked = index;
        }

        return null;
    }

    private Problem? Answer(int index, InputMessage message)
    {
        _isAnswered = true;
        for (var block = 0; block < message.Blocks.Count; block++)
        {
            if (message.Blocks[block].ResultOf is { } id && !_calls.Contains(id))
            {
                return $"messages.{index}.content.{block}: unexpected `tool_use_id` found in `tool_result` blocks: {id}. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.";
            }
        }

        _open.ExceptWith(message.Blocks.Select(block => block.ResultOf).OfType<string>());
        return null;
    }

    private Problem? Unanswered() => _open.Count == 0
        ? null
        : $"messages.{_asked}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", _open)}. Each `tool_use` block must have a corresponding `tool_result` block in the next message.";
}
