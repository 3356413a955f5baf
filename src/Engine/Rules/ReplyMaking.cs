using MockLlm.Engine.Chance;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Rules;

/// <summary>What a reply is made from: the request, its random choices, and what counts tokens.</summary>
/// <param name="Conversation">What is asked for.</param>
/// <param name="Head">Its path and headers.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Draws">The request's draws.</param>
/// <param name="Tokenizers">Counts.</param>
internal sealed record ReplyMaking(Conversation Conversation, RequestHead Head, string Provider, Draws Draws, Tokenizers Tokenizers)
{
    private TokenEncoding Encoding { get; } = ModelEncoding.Of(Conversation.Model);

    /// <summary>A text that is configured: its tokens are counted already.</summary>
    public Draft Draft(ConfiguredText text) => text.Draft(Encoding, Tokenizers);

    /// <summary>A part of any text, with its tokens.</summary>
    public CompletionPart Part(PartKind kind, string text) => new(kind, text) { Tokens = Tokenizers.Tokenize(text, Encoding) };

    /// <summary>A call of a tool.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">Its arguments, as JSON text.</param>
    public CompletionPart Call(string tool, string arguments) => Part(PartKind.ToolCall, arguments) with { Tool = tool };
}
