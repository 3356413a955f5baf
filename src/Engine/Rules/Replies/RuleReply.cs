using MockLlm.Engine.Completions;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>What a rule replies.</summary>
internal abstract record RuleReply
{
    /// <summary>The texts that are the same for every request.</summary>
    public virtual IEnumerable<ConfiguredText> Texts => [];

    /// <summary>The texts that are filled for each request.</summary>
    public virtual IEnumerable<Template> Templates => [];

    /// <summary>Makes the reply for a request.</summary>
    public abstract Draft Make(ReplyContext context);

    /// <summary>A fixed text.</summary>
    /// <param name="Text">The text.</param>
    public sealed record Fixed(ConfiguredText Text) : RuleReply
    {
        public override IEnumerable<ConfiguredText> Texts => [Text];

        public override Draft Make(ReplyContext context) => context.Draft(Text);
    }

    /// <summary>A text that is filled for each request.</summary>
    /// <param name="Text">The template.</param>
    public sealed record Filled(Template Text) : RuleReply
    {
        public override IEnumerable<Template> Templates => [Text];

        public override Draft Make(ReplyContext context) => context.Draft(Text.Fill(context));
    }

    /// <summary>The request's own prompt.</summary>
    public sealed record Echo : RuleReply
    {
        public override Draft Make(ReplyContext context) => context.Draft(context.Conversation.Prompt);
    }

    /// <summary>A random text of an exact number of tokens.</summary>
    /// <param name="Tokens">The distribution of the number of tokens. A drawn number is rounded, and is 1 to 1,000,000.</param>
    public sealed record Drawn(Distribution Tokens) : RuleReply
    {
        private const long BytesPerToken = 24;

        public override Draft Make(ReplyContext context)
        {
            var random = context.Random.For("lorem tokens");
            var count = (int)Math.Clamp(Math.Round(Tokens.Draw(ref random)), 1, CompletionLimits.MostTokens);
            context.Work.Take(BytesPerToken * count);
            var (text, tokens) = LoremText.Of(count, context.Random.For("lorem"));
            return Draft.Of(text, tokens);
        }
    }

    /// <summary>JSON that is sent as text.</summary>
    /// <param name="Tree">The JSON value.</param>
    /// <param name="Constant">Its text, or null if it has placeholders that are filled for each request.</param>
    public sealed record Json(WrittenJson Tree, ConfiguredText? Constant) : RuleReply
    {
        public override IEnumerable<ConfiguredText> Texts => Constant is null ? [] : [Constant];

        public override IEnumerable<Template> Templates => Tree.Templates;

        public override Draft Make(ReplyContext context) =>
            (Constant is null ? context.Draft(Tree.Write(context)) : context.Draft(Constant)) with { IsAsWritten = true };
    }
}
