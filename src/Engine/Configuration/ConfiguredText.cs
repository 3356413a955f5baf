using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Configuration;

/// <summary>A text from the configuration. Its tokens are counted once, in the background, not on a request.</summary>
internal sealed class ConfiguredText(string text)
{
    private readonly TextTokens?[] _tokens = new TextTokens?[2];

    public string Text { get; } = text;

    /// <summary>The text's tokens in an encoding; counted now where the background has not come to it yet.</summary>
    public TextTokens Tokens(TokenEncoding encoding, Tokenizers tokenizers) =>
        Volatile.Read(ref _tokens[(int)encoding]) ?? Count(encoding, tokenizers);

    private TextTokens Count(TokenEncoding encoding, Tokenizers tokenizers)
    {
        var tokens = tokenizers.Tokenize(Text, encoding);
        Volatile.Write(ref _tokens[(int)encoding], tokens);
        return tokens;
    }
}
