using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Completions;

/// <summary>What a model would say if nothing ended it early.</summary>
/// <param name="Parts">In the order in which they are said; none of them is an empty text.</param>
internal sealed record Draft(IReadOnlyList<CompletionPart> Parts)
{
    /// <summary>Why it ends, where a rule says so; null: as it does.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>What it costs, where a rule says so.</summary>
    public WrittenUsage? Usage { get; init; }

    /// <summary>Whether it is sent as it is written, whatever the request demands.</summary>
    public bool IsAsWritten { get; init; }

    /// <summary>A text alone.</summary>
    public static Draft Of(string text, TextTokens tokens) => new(text.Length == 0 ? [] : [new(PartKind.Text, text) { Tokens = tokens }]);

    /// <summary>
    /// What is left of it for a request: no reasoning where none is asked for, and a single tool call where only one may be made.
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
