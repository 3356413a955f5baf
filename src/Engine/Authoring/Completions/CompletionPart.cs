using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine;

/// <summary>The kinds of parts in a completion.</summary>
public enum PartKind
{
    /// <summary>The reasoning of the model before its answer.</summary>
    Reasoning,

    /// <summary>The text of the answer.</summary>
    Text,

    /// <summary>The sentence in which the model refuses to answer.</summary>
    Refusal,

    /// <summary>A call of a tool.</summary>
    ToolCall,
}

/// <summary>One part of a completion, independent of the reply format of any provider.</summary>
/// <param name="Kind">The kind of part.</param>
/// <param name="Text">The text of the part. For a tool call, its arguments as JSON, or its input if the tool takes free text.</param>
public sealed record CompletionPart(PartKind Kind, string Text)
{
    /// <summary>The name of the called tool. Empty if the part is not a tool call.</summary>
    public string Tool { get; init; } = "";

    /// <summary>Whether the part is a call of a tool that takes free text instead of JSON, such as a custom tool of OpenAI.</summary>
    public bool IsFreeText { get; init; }

    /// <summary>The number of tokens in <see cref="Text"/>.</summary>
    public int TokenCount => Tokens.Count;

    /// <summary>Whether the part is the answer itself: a text or a refusal.</summary>
    internal bool IsAnswer => Kind is PartKind.Text or PartKind.Refusal;

    /// <summary>The tokens of <see cref="Text"/>.</summary>
    internal TextTokens Tokens { get; init; } = new([]);

    /// <summary>Creates a tool call.</summary>
    /// <param name="tool">The name of the tool.</param>
    /// <param name="arguments">The arguments as JSON.</param>
    public static CompletionPart Call(string tool, string arguments) => new(PartKind.ToolCall, arguments) { Tool = tool };

    /// <summary>Creates a call of a tool that takes free text.</summary>
    /// <param name="tool">The name of the tool.</param>
    /// <param name="input">The input.</param>
    public static CompletionPart FreeTextCall(string tool, string input) => new(PartKind.ToolCall, input) { Tool = tool, IsFreeText = true };
}
