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

    private static CompletionPart Call(WrittenCall call, ReplyContext context)
    {
        var made = call.Arguments.Make(context).Parts is [var part, ..] ? part : context.Part(PartKind.Text, "");
        return call.IsFreeText && !TakesFreeText(call.Name, context.Conversation)
            ? context.Call(call.Name, FreeText.AsJson(made.Text))
            : made with { Kind = PartKind.ToolCall, Tool = call.Name, IsFreeText = call.IsFreeText };
    }

    // A tool that is not offered may be any tool of the API.
    private static bool TakesFreeText(string tool, Conversation conversation) => conversation.HasFreeTextTools
        && conversation.Tools.FirstOrDefault(offer => offer.Name == tool) is not { IsFreeText: false };
}

/// <summary>A tool call as it is configured.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">Makes the arguments as JSON text, or the input.</param>
/// <param name="IsFreeText">Whether it makes an input, which is free text.</param>
internal sealed record WrittenCall(string Name, RuleReply Arguments, bool IsFreeText = false);
