using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>
/// What the request's tools or its schema ask for: a tool is called where one is offered and none has answered yet; else JSON is said
/// where it is demanded; else some drawn words.
/// </summary>
internal sealed record GeneratedReply : RuleReply
{
    private const int WordTokens = 40;

    /// <exception cref="ReplyRefusedException">There is no value that a schema allows.</exception>
    public override Draft Make(ReplyContext making)
    {
        var asked = making.Conversation;
        if (asked.ToolChoice.Mode != ToolMode.None && asked.ToolResult is null && StructuredOutput.Wanted(asked) is { } tool)
        {
            return new([StructuredOutput.Call(tool, making)]);
        }

        var words = new Drawn(WordTokens).Make(making);
        return asked.Format is { } format ? making.Draft(StructuredOutput.Json(format, words.Parts[0].Text, making)) : words;
    }
}
