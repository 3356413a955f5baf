namespace MockLlm.Engine.Matching;

/// <summary>A request, as far as conditions ask about it.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The model's name as sent; null: none is named.</param>
/// <param name="CanonicalModel">The model's own name; null: the provider does not list it.</param>
/// <param name="Conversation">What was said; null: nothing that could be read as such.</param>
/// <param name="Head">Path and headers; null: there are none.</param>
internal readonly record struct MatchInput(
    string Provider, string? Model, string? CanonicalModel, Conversation? Conversation = null, RequestHead? Head = null)
{
    public string Prompt => Conversation?.Prompt ?? "";

    public string System => Conversation?.System ?? "";

    public int Turn => Conversation?.Turn ?? 0;

    /// <summary>The tools that are offered.</summary>
    public IReadOnlyList<ToolOffer> Tools => Conversation?.Tools ?? [];

    /// <summary>The text of the tool results in the last message; null: it holds none.</summary>
    public string? ToolResult => Conversation?.ToolResult;

    public bool Stream => Conversation?.Stream ?? false;
}
