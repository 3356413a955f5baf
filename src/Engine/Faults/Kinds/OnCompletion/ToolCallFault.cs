namespace MockLlm.Engine.Faults.Kinds.OnCompletion;

/// <summary>A fault that breaks the first tool call. It does not apply to a completion without tool calls.</summary>
/// <param name="Name">The name as it is written under <c>kind</c>.</param>
internal abstract record ToolCallFault(string Name) : CompletionFault(Name)
{
    public override Completion? Change(Completion completion, CompletionScene scene)
    {
        List<CompletionPart> parts = [.. completion.Parts];
        var first = parts.FindIndex(part => part.Kind == PartKind.ToolCall && CanBreak(part));
        if (first < 0)
        {
            return null;
        }

        parts[first] = Break(parts[first], scene);
        return Completion.Of(parts, completion.FinishReason, completion.StopSequence);
    }

    /// <summary>Whether it can break a call.</summary>
    protected virtual bool CanBreak(CompletionPart call) => true;

    /// <summary>The broken call.</summary>
    protected abstract CompletionPart Break(CompletionPart call, CompletionScene scene);
}
