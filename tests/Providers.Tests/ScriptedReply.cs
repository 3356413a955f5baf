using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Providers.Tests;

/// <summary>A reply of parts that a test writes down, their tokens counted.</summary>
/// <param name="Parts">What is said, in order.</param>
internal sealed record ScriptedReply(params CompletionPart[] Parts) : RuleReply
{
    public FinishReason? FinishReason { get; init; }

    public static CompletionPart Thought(string text) => new(PartKind.Reasoning, text);

    public static CompletionPart Text(string text) => new(PartKind.Text, text);

    /// <summary>A configuration that says this to every request.</summary>
    public Snapshot Snapshot => new() { Rules = new([new(null, When.Any, this, null)]), WrittenChunk = Chunking.Words };

    public override Draft Make(ReplyContext making) => new([.. Parts.Select(part => making.Part(part.Kind, part.Text) with { Tool = part.Tool })])
    {
        FinishReason = FinishReason,
    };
}
