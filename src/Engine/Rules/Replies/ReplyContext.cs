using System.Text.Json;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>The values that a reply is made from.</summary>
/// <param name="Conversation">The conversation that is answered.</param>
/// <param name="Head">The request's head.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Random">The request's random choices.</param>
/// <param name="Tokenizers">Count tokens.</param>
internal sealed record ReplyContext(Conversation Conversation, RequestHead Head, string Provider, RandomSource Random, Tokenizers Tokenizers)
{
    // Two bytes for the character itself, and at most as much for the end of its token.
    private const long BytesPerCharacter = 4;

    /// <summary>The wall clock when the request was handled.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The work of the request.</summary>
    public required WorkBudget Work { get; init; }

    /// <summary>The fields of the body that templates name, or null if none do.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }

    /// <summary>The request's steps in sequences, or null if the rule's reply is not a sequence.</summary>
    public SequenceSteps? Steps { get; init; }

    private TokenEncoding Encoding { get; } = ModelEncoding.Of(Conversation.Model);

    /// <summary>A field of the request's body, or null if it has none of that name.</summary>
    public JsonElement? Field(string name) => Fields?.TryGetValue(name, out var field) == true ? field : null;

    /// <summary>A random UUID (version 4). It is the same everywhere in the reply.</summary>
    public string Uuid()
    {
        var random = Random.For("uuid");
        var bytes = new byte[16];
        BitConverter.TryWriteBytes(bytes, random.Next());
        BitConverter.TryWriteBytes(bytes.AsSpan(8), random.Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>A draft of a configured text, whose tokens are already counted.</summary>
    public Draft Draft(ConfiguredText text) => text.Draft(Encoding, Tokenizers);

    /// <summary>A draft of any other text.</summary>
    /// <exception cref="WorkEndedException">The work of the request ended, or there is no memory for the text.</exception>
    public Draft Draft(string text) => Completions.Draft.Of(text, TokensOf(text));

    /// <summary>A part with a text and its tokens.</summary>
    /// <exception cref="WorkEndedException">The work of the request ended, or there is no memory for the text.</exception>
    public CompletionPart Part(PartKind kind, string text) => new(kind, text) { Tokens = TokensOf(text) };

    /// <summary>A tool call.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">Its arguments, as JSON text.</param>
    public CompletionPart Call(string tool, string arguments) => Part(PartKind.ToolCall, arguments) with { Tool = tool };

    private TextTokens TokensOf(string text)
    {
        Work.Take(BytesPerCharacter * text.Length);
        return Tokenizers.Tokenize(text, Encoding, Work);
    }
}
