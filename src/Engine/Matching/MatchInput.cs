using MockLlm.Engine.Identity;

namespace MockLlm.Engine.Matching;

/// <summary>The input of conditions: the resolved request, its conversation and its head.</summary>
/// <param name="Request">The resolved request.</param>
/// <param name="Conversation">The conversation, or null if the body has none.</param>
/// <param name="Head">Path and headers, or null if they are not known.</param>
internal readonly record struct MatchInput(ResolvedRequest Request, Conversation? Conversation = null, RequestHead? Head = null)
{
    public string Prompt => Conversation?.Prompt ?? "";

    public string System => Conversation?.System ?? "";

    public int Turn => Conversation?.Turn ?? 0;

    /// <summary>The tools that the model may call.</summary>
    public IReadOnlyList<ToolOffer> Tools => Conversation?.Tools ?? [];

    /// <summary>The text of the tool results in the last message, or null if it has none.</summary>
    public string? ToolResult => Conversation?.ToolResult;

    /// <summary>Whether the client wants a stream, by the result of <see cref="LlmProvider.Identify"/> or by the conversation.</summary>
    public bool Stream => Request.Stream || Conversation?.Stream == true;
}
