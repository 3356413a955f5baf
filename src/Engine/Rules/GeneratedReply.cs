using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Rules;

/// <summary>What the request demands by its tools or its schema, else a sentence or two of drawn words.</summary>
internal sealed record GeneratedReply : RuleReply
{
    private const int WordTokens = 40;

    public override Draft Make(ReplyMaking making) => new Drawn(WordTokens).Make(making);
}
