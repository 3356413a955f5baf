using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Faults;

/// <summary>Goes wrong with a completion, as the provider is handed it.</summary>
/// <param name="Name">As it is written under <c>kind</c>.</param>
internal abstract record CompletionFault(string Name) : FaultKind(Name)
{
    /// <returns>What the provider is handed instead; null: it cannot apply to this one.</returns>
    public abstract Completion? Change(Completion completion, CompletionScene scene);

    /// <summary>The first tokens of a completion alone.</summary>
    protected static Completion First(Completion completion, int tokens, FinishReason reason)
    {
        var kept = tokens < completion.Tokens ? completion.TextTokens.First(tokens) : completion.TextTokens;
        return completion with
        {
            Text = completion.Text[..(kept.Count == 0 ? 0 : kept.Ends[^1])],
            TextTokens = kept,
            FinishReason = reason,
            StopSequence = null,
        };
    }
}

/// <summary>What a changed completion may depend on.</summary>
/// <param name="Conversation">What was asked for.</param>
/// <param name="Wording">The provider's own words.</param>
/// <param name="Tokenize">Cuts a text into the model's tokens.</param>
internal sealed record CompletionScene(Conversation Conversation, ErrorWording Wording, Func<string, TextTokens> Tokenize);
