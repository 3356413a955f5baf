using MockLlm.Engine.Identity;

namespace MockLlm.Engine.Matching;

/// <summary>What conditions look at: who asks for what, what was said, and the request's head.</summary>
/// <param name="Request">Who asks for what.</param>
/// <param name="Conversation">What was said, or null if the body holds no conversation.</param>
/// <param name="Head">Path and headers, or null if there are none.</param>
internal readonly record struct MatchInput(ResolvedRequest Request, Conversation? Conversation = null, RequestHead? Head = null)
{
    public string Prompt => Conversation?.Prompt ?? "";

    public string System => Conversation?.System ?? "";

    public int Turn => Conversation?.Turn ?? 0;

    /// <summary>The tools that the model may call.</summary>
    public IReadOnlyList<ToolOffer> Tools => Conversation?.Tools ?? [];

    /// <summary>The text of the tool results in the last message, or null if it holds none.</summary>
    public string? ToolResult => Conversation?.ToolResult;

    /// <summary>Whether a stream is asked for, as the provider identifies the request or reads its conversation.</summary>
    public bool Stream => Request.Stream || Conversation?.Stream == true;
}
