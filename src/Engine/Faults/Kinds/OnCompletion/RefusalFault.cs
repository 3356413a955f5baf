using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Faults.Kinds.OnCompletion;

/// <summary><c>refusal</c>: the model refuses to answer, in the provider's own wording.</summary>
internal sealed record RefusalFault() : CompletionFault("refusal")
{
    public override Completion Change(Completion completion, CompletionScene scene)
    {
        var words = scene.Wording.Refusal;
        return CompletionCut.Apply(new([new(PartKind.Refusal, words) { Tokens = scene.Tokenize(words) }]), scene.Conversation.Limits);
    }
}
