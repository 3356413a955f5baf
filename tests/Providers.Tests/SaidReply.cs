using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Providers.Tests;

/// <summary>A rule's reply that says given parts, whatever is asked.</summary>
internal sealed record SaidReply(IReadOnlyList<CompletionPart> Parts, FinishReason? Reason = null) : RuleReply
{
    /// <summary>A configuration that replies so to every request.</summary>
    public Snapshot Snapshot => new() { Rules = new RuleList([new Rule(null, When.Any, this, null)]) };

    public override Draft Make(ReplyContext making) =>
        new([.. Parts.Select(part => making.Part(part.Kind, part.Text) with { Tool = part.Tool, IsFreeText = part.IsFreeText })]) { FinishReason = Reason };
}
