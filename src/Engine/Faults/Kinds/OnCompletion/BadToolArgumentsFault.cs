namespace MockLlm.Engine.Faults.Kinds.OnCompletion;

/// <summary><c>bad_tool_arguments</c>: the arguments of the first tool call are cut-off JSON.</summary>
internal sealed record BadToolArgumentsFault() : ToolCallFault("bad_tool_arguments")
{
    protected override bool CanBreak(CompletionPart call) => !call.IsFreeText;

    protected override CompletionPart Break(CompletionPart call, CompletionScene scene)
    {
        var arguments = call.Text.TrimEnd() is [.. var kept, '}'] ? kept : "{";
        return call with { Text = arguments, Tokens = scene.Tokenize(arguments) };
    }
}
