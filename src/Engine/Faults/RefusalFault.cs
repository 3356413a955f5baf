using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Faults;

/// <summary><c>refusal</c>: the model refuses, in the provider's own way.</summary>
internal sealed record RefusalFault() : CompletionFault("refusal")
{
    public override Completion Change(Completion completion, CompletionScene scene)
    {
        var words = scene.Wording.Refusal;
        var refused = CompletionCut.Apply(words, scene.Tokenize(words), scene.Conversation.Limits);
        return refused with { Refusal = refused.Text };
    }
}
