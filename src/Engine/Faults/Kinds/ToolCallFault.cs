namespace MockLlm.Engine.Faults.Kinds;

/// <summary>A tool call that cannot be followed. Where none is made it does not apply.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
internal abstract record ToolCallFault(string Name) : CompletionFault(Name)
{
    public override Completion? Change(Completion completion, CompletionScene scene)
    {
        List<CompletionPart> parts = [.. completion.Parts];
        var first = parts.FindIndex(static part => part.Kind == PartKind.ToolCall);
        if (first < 0)
        {
            return null;
        }

        parts[first] = Break(parts[first], scene);
        return Completion.Of(parts, completion.FinishReason, completion.StopSequence);
    }

    /// <summary>The call as it must not be.</summary>
    protected abstract CompletionPart Break(CompletionPart call, CompletionScene scene);
}
