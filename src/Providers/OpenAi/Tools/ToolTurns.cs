namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>Checks that every call of a tool has an answer, and every answer a call, in the words of the live API.</summary>
internal static class ToolTurns
{
    /// <summary>Reads the tool calls and tool answers of messages. The result is empty if no message can have any.</summary>
    public static IReadOnlyList<ToolTurn> Read(JsonFields body, IReadOnlyList<Message> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Role is "assistant" or "tool")
            {
                return body.Items("messages")?.Objects(ToolTurn.Read) ?? [];
            }
        }

        return [];
    }

    /// <summary>Returns the first message that is out of order, or null if there is none.</summary>
    public static Problem? Broken(IReadOnlyList<ToolTurn> turns)
    {
        if (turns.Count == 0)
        {
            return null;
        }

        IReadOnlyList<string> called = [];
        var open = new List<string>();
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Role == "tool")
            {
                if (BrokenAnswer(turns[i].Answers, called, i) is { } problem)
                {
                    return problem;
                }

                open.Remove(turns[i].Answers!);
                continue;
            }

            if (open.Count > 0)
            {
                return Unanswered(open, $"messages.[{i}].role");
            }

            called = [.. turns[i].Calls.Select(call => call.Id).OfType<string>()];
            open.AddRange(called);
        }

        return open.Count > 0 ? Unanswered(open, "messages") : null;
    }

    private static Problem? BrokenAnswer(string? id, IReadOnlyList<string> called, int index) => id switch
    {
        null => Bad(
            $"messages.[{index}].tool_call_id", "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'."),
        _ when called.Count == 0 => Bad(
            $"messages.[{index}].role", "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'."),
        _ when !called.Contains(id) => Bad(
            $"messages.[{index}].tool_call_id", $"Invalid parameter: 'tool_call_id' of '{id}' not found in 'tool_calls' of previous message."),
        _ => null,
    };

    private static Problem Unanswered(List<string> ids, string place) => Bad(
        place,
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. "
        + $"The following tool_call_ids did not have response messages: {string.Join(", ", ids)}");

    private static Problem Bad(string param, string message) => Problem.Of(ErrorKind.InvalidRequest, message) with { Param = param };
}
