using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine;

/// <summary>
/// The answer of the model, independent of the reply format of any provider. The plain reply and the stream are both written from this
/// value, so their content is always the same.
/// </summary>
/// <param name="Text">The whole text. For a refusal, its sentence. Empty if the model only calls tools.</param>
/// <param name="FinishReason">Why the completion ends.</param>
/// <param name="StopSequence">The stop sequence that ended the completion, or null if none did.</param>
public sealed record Completion(string Text, FinishReason FinishReason, string? StopSequence = null)
{
    private (IReadOnlyList<CompletionPart> Parts, string Text)? _parts;

    /// <summary>
    /// The parts of the answer in order: reasoning, text or a refusal, tool calls. A completion without text and tool calls has no parts.
    /// </summary>
    public IReadOnlyList<CompletionPart> Parts
    {
        get
        {
            // A provider may have replaced the text in a `with` expression.
            if (_parts is not var (parts, text) || !ReferenceEquals(text, Text))
            {
                parts = WithText(_parts?.Parts ?? []);
                _parts = (parts, Text);
            }

            return parts;
        }
    }

    /// <summary>The reasoning of the model, or null if there is none or the client did not ask for it.</summary>
    public string? Reasoning => TextOf(PartKind.Reasoning);

    /// <summary>The sentence in which the model refuses to answer, or null if it answers.</summary>
    public string? Refusal => TextOf(PartKind.Refusal);

    /// <summary>The tool calls in order.</summary>
    public IEnumerable<CompletionPart> ToolCalls => Parts.Where(static part => part.Kind == PartKind.ToolCall);

    /// <summary>The number of tokens in all parts.</summary>
    public int Tokens => TextTokens.Count;

    /// <summary>The number of tokens in the reasoning.</summary>
    public int ReasoningTokens => Parts is [{ Kind: not PartKind.Reasoning }]
        ? 0
        : Parts.Sum(static part => part.Kind == PartKind.Reasoning ? part.TokenCount : 0);

    /// <summary>The tokens of all parts. Their ends are positions in the joined text of the parts.</summary>
    internal TextTokens TextTokens { get; init; } = new([]);

    /// <summary>What sets the pace of the completion.</summary>
    internal CompletionPace Pace { get; init; } = CompletionPace.Lag.Instance;

    /// <summary>The token counts that a rule sets, or null if no rule sets any.</summary>
    internal WrittenUsage? WrittenUsage { get; init; }

    /// <summary>The number of tokens at the start of the prompt that were in the prefix cache.</summary>
    internal int CachedTokens { get; init; }

    /// <summary>The joined text of all parts.</summary>
    internal string AllText => Parts is [var only] ? only.Text : string.Concat(Parts.Select(static part => part.Text));

    /// <summary>The token usage of the request. Counts that a rule sets replace the counted ones.</summary>
    /// <param name="promptTokens">The number of tokens in everything that the client sent.</param>
    /// <param name="choices">The number of choices in the reply. All have the same content.</param>
    public Usage Usage(int promptTokens, int choices = 1) =>
        new(WrittenUsage?.PromptTokens ?? promptTokens, WrittenUsage?.CompletionTokens ?? (Tokens * choices))
        {
            CachedTokens = WrittenUsage?.PromptTokens is null ? Math.Min(CachedTokens, promptTokens) : 0,
        };

    /// <summary>Creates a completion from its parts.</summary>
    /// <param name="parts">The parts in order.</param>
    /// <param name="reason">Why the completion ends.</param>
    /// <param name="stopSequence">The stop sequence that ended the completion, or null if none did.</param>
    internal static Completion Of(IReadOnlyList<CompletionPart> parts, FinishReason reason, string? stopSequence = null)
    {
        var text = parts switch
        {
            [] => "",
            [{ Kind: PartKind.Text or PartKind.Refusal } only] => only.Text,
            _ => string.Concat(parts.Select(TextIn)),
        };
        return new(text, reason, stopSequence) { _parts = (parts, text), TextTokens = TokensOf(parts) };
    }

    private static TextTokens TokensOf(IReadOnlyList<CompletionPart> parts) => parts is [var only]
        ? only.Tokens
        : TextTokens.Joined([.. parts.Select(part => (part.Text.Length, part.Tokens))]);

    private List<CompletionPart> WithText(IReadOnlyList<CompletionPart> parts)
    {
        List<CompletionPart> others = [.. parts.Where(static part => !part.IsAnswer)];
        if (Text.Length > 0)
        {
            var index = others.FindLastIndex(static part => part.Kind == PartKind.Reasoning) + 1;
            others.Insert(index, new(PartKind.Text, Text) { Tokens = others.Count == 0 ? TextTokens : new([]) });
        }

        return others;
    }

    private static string TextIn(CompletionPart part) => part.IsAnswer ? part.Text : "";

    private string? TextOf(PartKind kind)
    {
        for (var i = 0; i < Parts.Count; i++)
        {
            if (Parts[i].Kind == kind)
            {
                return Parts[i].Text;
            }
        }

        return null;
    }
}

/// <summary>The token counts that a rule sets for a completion.</summary>
/// <param name="PromptTokens">The number of prompt tokens, or null if they are counted.</param>
/// <param name="CompletionTokens">The number of completion tokens, or null if they are counted.</param>
internal sealed record WrittenUsage(int? PromptTokens, int? CompletionTokens);
