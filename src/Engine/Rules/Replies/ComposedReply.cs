using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>A reply of several parts, or one with its own finish reason or usage.</summary>
internal sealed record ComposedReply : RuleReply
{
    /// <summary>The reasoning before the text, or null.</summary>
    public RuleReply? Reasoning { get; init; }

    /// <summary>The text, or null.</summary>
    public RuleReply? Body { get; init; }

    public IReadOnlyList<WrittenCall> Calls { get; init; } = [];

    /// <summary>The finish reason, or null for the one that the reply has by itself.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>The usage that is reported, or null for the counted tokens.</summary>
    public WrittenUsage? Usage { get; init; }

    public override IEnumerable<ConfiguredText> Texts => All.SelectMany(reply => reply.Texts);

    public override IEnumerable<Template> Templates => All.SelectMany(reply => reply.Templates);

    private IEnumerable<RuleReply> All => new[] { Reasoning, Body }.OfType<RuleReply>().Concat(Calls.Select(call => call.Arguments));

    public override Draft Make(ReplyContext context)
    {
        var body = Body?.Make(context);
        return new Draft(
        [
            .. Parts(Reasoning?.Make(context)).Select(part => part with { Kind = PartKind.Reasoning }),
            .. Parts(body),
            .. Calls.Select(call => Call(call, context)),
        ])
        {
            FinishReason = FinishReason ?? body?.FinishReason,
            Usage = Usage,
            IsAsWritten = body?.IsAsWritten ?? false,
        };
    }

    private static IReadOnlyList<CompletionPart> Parts(Draft? draft) => draft?.Parts ?? [];

    private static CompletionPart Call(WrittenCall call, ReplyContext context) =>
        call.Arguments.Make(context).Parts[0] with { Kind = PartKind.ToolCall, Tool = call.Name };
}

/// <summary>A tool call as it is configured.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">Makes the arguments as JSON text.</param>
internal sealed record WrittenCall(string Name, RuleReply Arguments);
