using MockLlm.Engine.Chance;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Rules;

/// <summary>What a rule replies.</summary>
internal abstract record RuleReply
{
    /// <summary>The text and its tokens.</summary>
    public abstract (string Text, TextTokens Tokens) Make(TokenEncoding encoding, Tokenizers tokenizers, Draws draws);

    /// <param name="Text">As it is written.</param>
    public sealed record Fixed(ConfiguredText Text) : RuleReply
    {
        public override (string Text, TextTokens Tokens) Make(TokenEncoding encoding, Tokenizers tokenizers, Draws draws) =>
            (Text.Text, Text.Tokens(encoding, tokenizers));
    }

    /// <param name="Tokens">Exactly so many, of words drawn for the request; at least 1.</param>
    public sealed record Drawn(int Tokens) : RuleReply
    {
        public override (string Text, TextTokens Tokens) Make(TokenEncoding encoding, Tokenizers tokenizers, Draws draws) =>
            DrawnText.Of(Tokens, draws.For("lorem"));
    }
}
