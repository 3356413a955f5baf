using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Completions;

/// <summary>The answer of the model before the limits of the request are applied.</summary>
/// <param name="Parts">The parts in order. None of them is an empty text.</param>
internal sealed record Draft(IReadOnlyList<CompletionPart> Parts)
{
    /// <summary>The finish reason that a rule sets, or null if no rule sets one.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>The token counts that a rule sets, or null if no rule sets any.</summary>
    public WrittenUsage? Usage { get; init; }

    /// <summary>Whether the draft is sent as it is written, even if the request requires structured output.</summary>
    public bool IsAsWritten { get; init; }

    /// <summary>Creates a draft with only a text.</summary>
    public static Draft Of(string text, TextTokens tokens) => new(text.Length == 0 ? [] : [new(PartKind.Text, text) { Tokens = tokens }]);

    /// <summary>
    /// The draft for a request. Reasoning is left out if the request does not ask for it. Only the first tool call is kept if the request
    /// does not allow parallel ones.
    /// </summary>
    public Draft For(Conversation conversation)
    {
        if (Parts is [] or [{ Kind: PartKind.Text }])
        {
            return this;
        }

        var calls = 0;
        return this with
        {
            Parts = [.. Parts.Where(part => part.Kind switch
            {
                PartKind.Reasoning => conversation.WantsReasoning,
                PartKind.ToolCall => calls++ == 0 || conversation.ParallelToolCalls,
                _ => true,
            })],
        };
    }
}
