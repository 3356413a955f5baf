using MockLlm.Engine.Faults.Kinds;

namespace MockLlm.Engine.Faults;

/// <summary>Changes the completions of one reply, and knows whether it did.</summary>
/// <param name="fault">What goes wrong.</param>
/// <param name="provider">Whose words are used.</param>
internal sealed class CompletionChange(CompletionFault fault, LlmProvider provider)
{
    private volatile bool _isApplied;

    /// <summary>Whether any completion was changed so far.</summary>
    public bool IsApplied => _isApplied;

    public Completion Apply(Completion completion, Conversation conversation, Func<string, Tokens.TextTokens> tokenize)
    {
        var changed = fault.Change(completion, new(conversation, provider.Wording, tokenize));
        _isApplied |= changed is not null;
        return changed ?? completion;
    }
}
