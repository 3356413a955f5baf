using MockLlm.Engine.Completions;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Faults.Kinds;

/// <summary>Goes wrong with a completion, as the provider is handed it.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
internal abstract record CompletionFault(string Name) : FaultKind(Name)
{
    public sealed override bool ChangesCompletion => true;

    /// <returns>What the provider is handed instead; null: it cannot apply to this one.</returns>
    public abstract Completion? Change(Completion completion, CompletionScene scene);

    /// <summary>The first tokens of a completion alone, over all of its parts.</summary>
    protected static Completion First(Completion completion, int tokens, FinishReason reason) =>
        (tokens < completion.Tokens ? CompletionCut.Apply(new(completion.Parts), new(MaxTokens: tokens)) : completion) with
        {
            FinishReason = reason,
            StopSequence = null,
        };
}

/// <summary>What a changed completion may depend on.</summary>
/// <param name="Conversation">What was asked for.</param>
/// <param name="Wording">The provider's own words.</param>
/// <param name="Tokenize">Cuts a text into the model's tokens.</param>
internal sealed record CompletionScene(Conversation Conversation, ErrorWording Wording, Func<string, TextTokens> Tokenize);
