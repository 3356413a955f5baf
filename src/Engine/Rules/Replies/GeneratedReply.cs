using MockLlm.Engine.Completions;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>
/// A reply that fits the request's tools and schema. If tools are offered and none has answered yet, it calls one. Otherwise it is JSON
/// if the request demands structured output, else a random text.
/// </summary>
internal sealed record GeneratedReply : RuleReply
{
    /// <summary>The distribution of the number of tokens in a text.</summary>
    public Distribution Tokens { get; init; } = new Distribution.Constant(40);

    /// <exception cref="ReplyRefusedException">A schema allows no value.</exception>
    public override Draft Make(ReplyContext context)
    {
        var conversation = context.Conversation;
        if (conversation.ToolChoice.Mode != ToolMode.None && conversation.ToolResult is null && StructuredOutput.Wanted(conversation) is { } tool)
        {
            return new([StructuredOutput.Call(tool, context)]);
        }

        var words = new Drawn(Tokens).Make(context);
        return conversation.Format is { } format ? context.Draft(StructuredOutput.Json(format, words.Parts[0].Text, context)) : words;
    }
}
