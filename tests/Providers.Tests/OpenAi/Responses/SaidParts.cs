using MockLlm.Engine.Completions;
using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Providers.Tests.OpenAi.Responses;

/// <summary>A rule's reply of any parts.</summary>
internal sealed record SaidParts(IReadOnlyList<CompletionPart> Parts) : RuleReply
{
    public override Draft Make(ReplyContext making) =>
        new([.. Parts.Select(part => making.Part(part.Kind, part.Text) with { Tool = part.Tool, IsFreeText = part.IsFreeText })]);
}
