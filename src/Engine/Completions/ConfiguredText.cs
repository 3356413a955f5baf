using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Completions;

/// <summary>A text from the configuration. Its tokens are counted once, in the background if possible and not on a request.</summary>
internal sealed class ConfiguredText(string text)
{
    private readonly Draft?[] _drafts = new Draft?[2];

    public string Text { get; } = text;

    /// <summary>The text with its tokens. They are counted now if the background work has not done it yet.</summary>
    public Draft Draft(TokenEncoding encoding, Tokenizers tokenizers) =>
        Volatile.Read(ref _drafts[(int)encoding]) ?? Count(encoding, tokenizers);

    private Draft Count(TokenEncoding encoding, Tokenizers tokenizers)
    {
        var draft = Completions.Draft.Of(Text, tokenizers.Tokenize(Text, encoding));
        Volatile.Write(ref _drafts[(int)encoding], draft);
        return draft;
    }
}
