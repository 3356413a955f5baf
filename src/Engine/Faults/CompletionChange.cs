using MockLlm.Engine.Faults.Kinds.OnCompletion;

namespace MockLlm.Engine.Faults;

/// <summary>Changes the completions of one reply, and remembers whether it did.</summary>
/// <param name="fault">The fault.</param>
/// <param name="provider">The provider whose wording is used.</param>
internal sealed class CompletionChange(CompletionFault fault, LlmProvider provider)
{
    private volatile bool _isApplied;

    /// <summary>Whether any completion has been changed.</summary>
    public bool IsApplied => _isApplied;

    public Completion Apply(Completion completion, Conversation conversation, Func<string, Tokenization.TextTokens> tokenize)
    {
        var changed = fault.Change(completion, new(conversation, provider.Wording, tokenize));
        _isApplied |= changed is not null;
        return changed ?? completion;
    }
}
