using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>A reply of several parts, or one that says how it ends or what it costs.</summary>
internal sealed record ComposedReply : RuleReply
{
    /// <summary>What is thought before; null: nothing.</summary>
    public RuleReply? Reasoning { get; init; }

    /// <summary>What is said; null: nothing.</summary>
    public RuleReply? Body { get; init; }

    public IReadOnlyList<WrittenCall> Calls { get; init; } = [];

    /// <summary>Null: as it ends.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>Null: as counted.</summary>
    public WrittenUsage? Usage { get; init; }

    public override IEnumerable<ConfiguredText> Texts => All.SelectMany(reply => reply.Texts);

    public override IEnumerable<Template> Templates => All.SelectMany(reply => reply.Templates);

    private IEnumerable<RuleReply> All => new[] { Reasoning, Body }.OfType<RuleReply>().Concat(Calls.Select(call => call.Arguments));

    public override Draft Make(ReplyContext making)
    {
        var body = Body?.Make(making);
        return new Draft(
        [
            .. Parts(Reasoning?.Make(making)).Select(part => part with { Kind = PartKind.Reasoning }),
            .. Parts(body),
            .. Calls.Select(call => Call(call, making)),
        ])
        {
            FinishReason = FinishReason ?? body?.FinishReason,
            Usage = Usage,
            IsAsWritten = body?.IsAsWritten ?? false,
        };
    }

    private static IReadOnlyList<CompletionPart> Parts(Draft? draft) => draft?.Parts ?? [];

    private static CompletionPart Call(WrittenCall call, ReplyContext making) =>
        call.Arguments.Make(making).Parts[0] with { Kind = PartKind.ToolCall, Tool = call.Name };
}

/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">Says them as JSON text.</param>
internal sealed record WrittenCall(string Name, RuleReply Arguments);
