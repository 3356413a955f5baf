namespace MockLlm.Engine.Faults;

/// <summary><c>bad_tool_arguments</c> and <c>unknown_tool</c>: a tool call that cannot be followed. Completions hold no tool calls, so neither applies.</summary>
/// <param name="Name">Which of the two.</param>
internal sealed record ToolCallFault(string Name) : CompletionFault(Name)
{
    public override Completion? Change(Completion completion, CompletionScene scene) => null;
}
