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

        // Each id that is called and how many of its calls have no answer so far, in the order of the calls.
        var open = new OrderedDictionary<string, int>();
        var unanswered = 0;
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Role == "tool")
            {
                if (BrokenAnswer(turns[i].Answers, open, i) is { } problem)
                {
                    return problem;
                }

                var left = open[turns[i].Answers!];
                open[turns[i].Answers!] = Math.Max(0, left - 1);
                unanswered -= left > 0 ? 1 : 0;
                continue;
            }

            if (unanswered > 0)
            {
                return Unanswered(open, $"messages.[{i}].role");
            }

            open.Clear();
            foreach (var id in turns[i].Calls.Select(call => call.Id).OfType<string>())
            {
                open[id] = open.GetValueOrDefault(id) + 1;
                unanswered++;
            }
        }

        return unanswered > 0 ? Unanswered(open, "messages") : null;
    }

    private static Problem? BrokenAnswer(string? id, OrderedDictionary<string, int> called, int index) => id switch
    {
        null => Bad(
            $"messages.[{index}].tool_call_id", "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'."),
        _ when called.Count == 0 => Bad(
            $"messages.[{index}].role", "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'."),
        _ when !called.ContainsKey(id) => Bad(
            $"messages.[{index}].tool_call_id", $"Invalid parameter: 'tool_call_id' of '{id}' not found in 'tool_calls' of previous message."),
        _ => null,
    };

    private static Problem Unanswered(OrderedDictionary<string, int> open, string place) => Bad(
        place,
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. "
        + $"The following tool_call_ids did not have response messages: {string.Join(", ", open.Where(call => call.Value > 0).Select(call => call.Key))}");

    private static Problem Bad(string param, string message) => Problem.Of(ErrorKind.InvalidRequest, message) with { Param = param };
}
