using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

/// <summary>What a part of a completion is.</summary>
public enum PartKind
{
    /// <summary>What the model thinks before it answers.</summary>
    Reasoning,

    /// <summary>What it answers.</summary>
    Text,

    /// <summary>Why it does not answer.</summary>
    Refusal,

    /// <summary>A tool that it calls.</summary>
    ToolCall,
}

/// <summary>One thing that a completion says, in neutral words; parts follow each other in the order in which a model says them.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What is said; of a tool call its arguments, as JSON text.</param>
public sealed record CompletionPart(PartKind Kind, string Text)
{
    /// <summary>The name of the tool that is called; empty where none is.</summary>
    public string Tool { get; init; } = "";

    /// <summary>Tokens in <see cref="Text"/>.</summary>
    public int TokenCount => Tokens.Count;

    /// <summary>Whether it is part of what a reader is answered: a text, or why there is none.</summary>
    internal bool IsAnswer => Kind is PartKind.Text or PartKind.Refusal;

    /// <summary>Where its tokens end.</summary>
    internal TextTokens Tokens { get; init; } = new([]);

    /// <summary>A call of a tool.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">Its arguments, as JSON text.</param>
    public static CompletionPart Call(string tool, string arguments) => new(PartKind.ToolCall, arguments) { Tool = tool };
}
