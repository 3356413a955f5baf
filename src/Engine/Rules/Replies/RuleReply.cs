using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>What a rule replies.</summary>
internal abstract record RuleReply
{
    /// <summary>Its texts that are the same for every request.</summary>
    public virtual IEnumerable<ConfiguredText> Texts => [];

    /// <summary>Its texts that each request fills.</summary>
    public virtual IEnumerable<Template> Templates => [];

    /// <summary>What is said to one request.</summary>
    public abstract Draft Make(ReplyContext making);

    /// <param name="Text">As it is written.</param>
    public sealed record Fixed(ConfiguredText Text) : RuleReply
    {
        public override IEnumerable<ConfiguredText> Texts => [Text];

        public override Draft Make(ReplyContext making) => making.Draft(Text);
    }

    /// <param name="Text">Filled with what the request says.</param>
    public sealed record Filled(Template Text) : RuleReply
    {
        public override IEnumerable<Template> Templates => [Text];

        public override Draft Make(ReplyContext making) => making.Draft(Text.Fill(making));
    }

    /// <summary>The prompt.</summary>
    public sealed record Echo : RuleReply
    {
        public override Draft Make(ReplyContext making) => making.Draft(making.Conversation.Prompt);
    }

    /// <param name="Tokens">Exactly so many, of words drawn for the request; at least 1.</param>
    public sealed record Drawn(int Tokens) : RuleReply
    {
        public override Draft Make(ReplyContext making)
        {
            var (text, tokens) = LoremText.Of(Tokens, making.Random.For("lorem"));
            return Draft.Of(text, tokens);
        }
    }

    /// <summary>JSON, sent as text.</summary>
    /// <param name="Tree">What is filled for each request.</param>
    /// <param name="Constant">What is the same for every request; null: it has places to fill.</param>
    public sealed record Json(WrittenJson Tree, ConfiguredText? Constant) : RuleReply
    {
        public override IEnumerable<ConfiguredText> Texts => Constant is null ? [] : [Constant];

        public override IEnumerable<Template> Templates => Tree.Templates;

        public override Draft Make(ReplyContext making) =>
            (Constant is null ? making.Draft(Tree.Write(making)) : making.Draft(Constant)) with { IsAsWritten = true };
    }
}
