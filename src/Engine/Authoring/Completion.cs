using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

/// <summary>
/// What the model says, before any vendor's encoding. The plain answer and the stream are both made from this one value,
/// so they cannot say different things.
/// </summary>
/// <param name="Text">The whole text, of a refusal its sentence; empty where only tools are called.</param>
/// <param name="FinishReason">Why it ends.</param>
/// <param name="StopSequence">The stop sequence that ended it, or null.</param>
public sealed record Completion(string Text, FinishReason FinishReason, string? StopSequence = null)
{
    private (IReadOnlyList<CompletionPart> Parts, string Text)? _parts;

    /// <summary>Everything that is said, in order: reasoning, text or a refusal, tool calls. A text alone is one part; an empty one is none.</summary>
    public IReadOnlyList<CompletionPart> Parts
    {
        get
        {
            // A provider may have put another text in the place of the one that it was handed.
            if (_parts is not var (parts, text) || !ReferenceEquals(text, Text))
            {
                parts = WithText(_parts?.Parts ?? []);
                _parts = (parts, Text);
            }

            return parts;
        }
    }

    /// <summary>What the model thought before it answered; null: nothing, or nobody asked for it.</summary>
    public string? Reasoning => TextOf(PartKind.Reasoning);

    /// <summary>Why the model does not answer; null: it does.</summary>
    public string? Refusal => TextOf(PartKind.Refusal);

    /// <summary>The tools that are called, in order.</summary>
    public IEnumerable<CompletionPart> ToolCalls => Parts.Where(static part => part.Kind == PartKind.ToolCall);

    /// <summary>Tokens in everything that is said.</summary>
    public int Tokens => TextTokens.Count;

    /// <summary>Those of them that are reasoning.</summary>
    public int ReasoningTokens => Parts is [{ Kind: not PartKind.Reasoning }]
        ? 0
        : Parts.Sum(static part => part.Kind == PartKind.Reasoning ? part.TokenCount : 0);

    /// <summary>Where the tokens of everything that is said end, the parts' texts joined; the last end is their length.</summary>
    internal TextTokens TextTokens { get; init; } = new([]);

    /// <summary>How it is paced.</summary>
    internal CompletionPace Pace { get; init; } = CompletionPace.Lag.Instance;

    /// <summary>What a rule says of its cost; null: it is counted.</summary>
    internal WrittenUsage? WrittenUsage { get; init; }

    /// <summary>The parts' texts, joined.</summary>
    internal string AllText => Parts is [var only] ? only.Text : string.Concat(Parts.Select(static part => part.Text));

    /// <summary>What the request costs: as a rule says, else as it is counted.</summary>
    /// <param name="promptTokens">Tokens of everything that was sent.</param>
    /// <param name="choices">How many equal completions are answered.</param>
    public Usage Usage(int promptTokens, int choices = 1) =>
        new(WrittenUsage?.PromptTokens ?? promptTokens, WrittenUsage?.CompletionTokens ?? (Tokens * choices));

    /// <summary>A completion of several parts.</summary>
    /// <param name="parts">In their order.</param>
    /// <param name="reason">Why it ends.</param>
    /// <param name="stopSequence">The stop sequence that ended it, or null.</param>
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
            var place = others.FindLastIndex(static part => part.Kind == PartKind.Reasoning) + 1;
            others.Insert(place, new(PartKind.Text, Text) { Tokens = others.Count == 0 ? TextTokens : new([]) });
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

/// <summary>What a rule says of a completion's cost.</summary>
/// <param name="PromptTokens">Null: as counted.</param>
/// <param name="CompletionTokens">Null: as counted.</param>
internal sealed record WrittenUsage(int? PromptTokens, int? CompletionTokens);
