using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;

namespace MockLlm.Engine.Rules;

/// <summary>What a rule replies.</summary>
internal abstract record RuleReply
{
    /// <summary>What is said to one request.</summary>
    public abstract Draft Make(ReplyMaking making);

    /// <param name="Text">As it is written.</param>
    public sealed record Fixed(ConfiguredText Text) : RuleReply
    {
        public override Draft Make(ReplyMaking making) => making.Draft(Text);
    }

    /// <param name="Tokens">Exactly so many, of words drawn for the request; at least 1.</param>
    public sealed record Drawn(int Tokens) : RuleReply
    {
        public override Draft Make(ReplyMaking making)
        {
            var (text, tokens) = DrawnText.Of(Tokens, making.Draws.For("lorem"));
            return Draft.Of(text, tokens);
        }
    }
}
