namespace MockLlm.Engine.Faults.Kinds.OnCompletion;

/// <summary><c>content_filter</c>: a content filter ends the text after half of its tokens.</summary>
internal sealed record ContentFilterFault() : CompletionFault("content_filter")
{
    public override Completion Change(Completion completion, CompletionScene scene) =>
        First(completion, (completion.Tokens + 1) / 2, FinishReason.ContentFilter);
}
