namespace MockLlm.Engine.Faults.Kinds;

/// <summary><c>content_filter</c>: a filter ends the text halfway.</summary>
internal sealed record ContentFilterFault() : CompletionFault("content_filter")
{
    public override Completion Change(Completion completion, CompletionScene scene) =>
        First(completion, (completion.Tokens + 1) / 2, FinishReason.ContentFilter);
}
