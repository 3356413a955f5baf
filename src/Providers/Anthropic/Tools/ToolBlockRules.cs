using MockLlm.Providers.Anthropic.Messages;

namespace MockLlm.Providers.Anthropic.Tools;

/// <summary>The rules for single blocks with tool calls and results, in the words of the live API.</summary>
internal static class ToolBlockRules
{
    /// <summary>Returns the first rule that a block breaks, or null if they break none.</summary>
    public static Problem? Broken(IReadOnlyList<InputMessage> messages)
    {
        HashSet<string>? served = null;
        for (var i = 0; i < messages.Count; i++)
        {
            for (var j = 0; j < messages[i].Blocks.Count; j++)
            {
                var block = messages[i].Blocks[j];
                if (Broken(block, messages[i].Role, $"messages.{i}", j) is { } problem)
                {
                    return problem;
                }

                if (block is { Id: { } id } && UseOf(block.Type) is { } use)
                {
                    served ??= [];
                    if (block.Type == use)
                    {
                        served.Add(id);
                    }
                    else if (!served.Contains(id))
                    {
                        return $"messages.{i}.content.{j}: unexpected `tool_use_id` found in `{block.Type}` blocks: {id}. Each `{block.Type}` block must have a corresponding `{use}` block before it.";
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Returns the second result of a call, or null if every call has only one.</summary>
    public static Problem? Repeated(IReadOnlyList<InputMessage> messages)
    {
        HashSet<string>? seen = null;
        for (var i = 0; i < messages.Count; i++)
        {
            for (var j = 0; j < messages[i].Blocks.Count; j++)
            {
                if (messages[i].Blocks[j].ResultOf is { } id && !(seen ??= []).Add(id))
                {
                    return $"messages.{i}.content.{j}: each tool_use must have a single result. Found multiple `tool_result` blocks with id: {id}";
                }
            }
        }

        return null;
    }

    private static Problem? Broken(ContentBlock block, string role, string message, int index) => block switch
    {
        { Type: "tool_use" } when role != "assistant" => $"{message}: `tool_use` blocks can only be in `assistant` messages",
        { Type: "tool_result" } when role != "user" => $"{message}: `tool_result` blocks can only be in `user` messages",
        { IsEmptyError: true } => $"{message}.content.{index}.tool_result: content cannot be empty if `is_error` is true",
        _ => null,
    };

    // The calls of the vendor's own tools and their results.
    private static string? UseOf(string type) => type switch
    {
        "server_tool_use" or "mcp_tool_use" => type,
        "mcp_tool_result" => "mcp_tool_use",
        "tool_result" => null,
        _ => type.EndsWith("_tool_result", StringComparison.Ordinal) ? "server_tool_use" : null,
    };
}
