using MockLlm.Engine.Completions;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Faults.Kinds.OnCompletion;

/// <summary>A fault that changes a completion before the provider sees it.</summary>
/// <param name="Name">The name as it is written under <c>kind</c>.</param>
internal abstract record CompletionFault(string Name) : FaultKind(Name)
{
    public sealed override bool ChangesCompletion => true;

    /// <summary>Changes a completion.</summary>
    /// <returns>The changed completion, or null if the fault does not apply to this one.</returns>
    public abstract Completion? Change(Completion completion, CompletionScene scene);

    /// <summary>The first tokens of a completion, counted over all of its parts.</summary>
    protected static Completion First(Completion completion, int tokens, FinishReason reason) =>
        (tokens < completion.Tokens ? CompletionCut.Apply(new(completion.Parts), new(MaxTokens: tokens)) : completion) with
        {
            FinishReason = reason,
            StopSequence = null,
        };
}

/// <summary>The values that a changed completion may depend on.</summary>
/// <param name="Conversation">The conversation that the completion answers.</param>
/// <param name="Wording">The provider's own words.</param>
/// <param name="Tokenize">Splits a text into the model's tokens.</param>
internal sealed record CompletionScene(Conversation Conversation, ErrorWording Wording, Func<string, TextTokens> Tokenize);
