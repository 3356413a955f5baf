namespace MockLlm.Engine.Faults.Kinds.OnCompletion;

/// <summary><c>unknown_tool</c>: the first tool call names a tool that was not offered.</summary>
internal sealed record UnknownToolFault() : ToolCallFault("unknown_tool")
{
    protected override CompletionPart Break(CompletionPart call, CompletionScene scene)
    {
        var offered = scene.Conversation.Tools.Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal);
        var names = Enumerable.Range(1, offered.Count + 1).Select(number => number == 1 ? "no_such_tool" : $"no_such_tool_{number}");
        return call with { Tool = names.First(name => !offered.Contains(name)) };
    }
}
