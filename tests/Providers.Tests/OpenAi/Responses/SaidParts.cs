using MockLlm.Engine.Completions;
using MockLlm.Engine.Rules;

namespace MockLlm.Providers.Tests.OpenAi.Responses;

/// <summary>A rule's reply of any parts.</summary>
internal sealed record SaidParts(IReadOnlyList<CompletionPart> Parts) : RuleReply
{
    public override Draft Make(ReplyMaking making) =>
        new([.. Parts.Select(part => making.Part(part.Kind, part.Text) with { Tool = part.Tool })]);
}
